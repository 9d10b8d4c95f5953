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

  // New lines are shown, and read aloud; without any, the place in the talk stays. The tab says how many wait.
  const length = () => Number(document.getElementById("talk")?.dataset.lines ?? 0);
  const waiting = () => Number(document.getElementById("list")?.dataset.waiting ?? 0);
  let before = { lines: length(), waiting: waiting(), top: 0 };
  document.addEventListener("htmx:beforeSwap", () => {
    before = { lines: length(), waiting: waiting(), top: talk()?.scrollTop ?? 0 };
  });
  document.addEventListener("htmx:afterSwap", () => {
    const said = talk()?.querySelector("li:last-child.person");
    if (length() > before.lines) toEnd();
    else if (talk()) talk().scrollTop = before.top;
    if (length() > before.lines && said) announce(`对方说：${said.querySelector("p").textContent}`);
    if (waiting() > before.waiting) announce(`${waiting()}位在等`);
    count();
  });
  const announce = (text) => { document.getElementById("newest").textContent = text; };
  const title = document.title;
  const count = () => {
    document.title = waiting() ? `（${waiting()}）${title}` : title;
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
