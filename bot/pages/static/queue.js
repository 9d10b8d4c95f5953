// The keyboard of the queue. The pages work by mouse and without scripts; this adds keys and keeps what is typed.
"use strict";
(() => {
  const page = document.getElementById("queue");
  const box = () => document.getElementById("text");
  const talk = () => document.querySelector("#talk .talk");
  const toEnd = () => { const list = talk(); if (list) list.scrollTop = list.scrollHeight; };

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = page.dataset.csrf;
  });

  // What was sent is taken out of the box, and the next words get a number of their own: the same words sent again
  // after a lost answer keep theirs, and are said once.
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful } = event.detail;
    if (elt.id !== "reply") return;
    document.getElementById("unsent").hidden = successful;
    if (!successful) return;
    box().value = "";
    elt.querySelector("[name=key]").value = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
      byte.toString(16).padStart(2, "0")).join("");
    box().focus();
  });

  // New lines are read from their end, unless somebody reads further up; the tab says how many wait.
  let lines = document.getElementById("talk")?.dataset.lines;
  document.addEventListener("htmx:afterSwap", () => {
    const now = document.getElementById("talk")?.dataset.lines;
    if (now !== lines) toEnd();
    lines = now;
    count();
  });
  const title = document.title;
  const count = () => {
    const waiting = Number(document.getElementById("list")?.dataset.waiting ?? 0);
    document.title = waiting ? `（${waiting}）${title}` : title;
  };
  count();
  toEnd();
  box()?.focus();

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the key belongs to the input method
    if (event.ctrlKey && event.key === "Enter" && event.target === box()) {
      event.preventDefault();
      if (box().value.trim()) document.getElementById("reply").requestSubmit();
      return;
    }
    const button = { F2: "next", F4: "card", F9: "end" }[event.key];
    if (button && document.getElementById(button)) {
      event.preventDefault();
      document.getElementById(button).click();
    } else if (event.key === "Escape") box()?.focus();
  });
})();
