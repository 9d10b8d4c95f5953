// The keyboard of the console. The pages work by mouse and by themselves; this adds keys, copying and the chooser.
"use strict";
(() => {
  const box = () => document.getElementById("q");
  const page = () => document.getElementById("calls");
  const LIST_KEY = 6; // Ctrl and it: the caller's checklist, beside the answer's own keys 1 to 5

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = page().dataset.csrf;
  });

  // What an input method still composes is no question yet.
  const typed = () => box().dispatchEvent(new Event("typed"));
  document.addEventListener("input", (event) => { if (event.target === box() && !event.isComposing) typed(); });
  document.addEventListener("compositionend", (event) => { if (event.target === box()) typed(); });

  const refresh = () => document.body.dispatchEvent(new Event("card-changed"));

  const post = (path, values) =>
    window.htmx.ajax("POST", `/desk/calls/${document.getElementById("card").dataset.number}/${path}`, {
      target: "#card", swap: "outerHTML", values,
    });

  // The choosers: a dialog whose buttons each have a key; one may open a further level.
  const open = (id) => {
    const dialog = document.getElementById(id);
    dialog.querySelectorAll("[id^=below-]").forEach((level) => { level.hidden = true; });
    dialog.showModal();
  };
  const choose = (button) => {
    if (button.dataset.below) {
      const level = document.getElementById(button.dataset.below);
      button.closest("dialog").querySelectorAll("[id^=below-]").forEach((one) => { one.hidden = one !== level; });
      level.querySelector("button").focus();
      return;
    }
    button.closest("dialog").close();
    post("scope", { [button.dataset.set]: button.dataset.value });
    box().focus();
  };
  const inDialog = (dialog, event) => {
    const level = [...dialog.querySelectorAll("[id^=below-]")].find((one) => !one.hidden);
    const button = [...(level || dialog).querySelectorAll("[data-key]")]
      .find((one) => one.dataset.key === event.key && one.offsetParent !== null);
    if (button) { event.preventDefault(); choose(button); }
  };

  // What became of a button is said beside it.
  const status = (button) => button.closest("p, li").querySelector("[role=status]");

  // Copying: the clipboard is there only over https or on this machine; elsewhere the old way still works.
  const copy = async (text, name, said) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      box().focus();
    }
    if (said) said.textContent = `已复制：${name}`;
  };

  // The link of an answer is made when it is wanted; its page stands from then on, so that nothing is made for nothing.
  const send = async (path, name, said) => {
    const response = await fetch(path, {
      method: "POST",
      headers: { "X-CSRF-Token": page().dataset.csrf },
      body: new URLSearchParams({ q: box().value }),
    });
    const text = await response.text();
    if (response.ok) await copy(text, name, said);
    else if (said) said.textContent = response.status === 422 ? text : "没有做成链接，请重试";
  };

  // A new page takes the focus, and whatever was typed while it came. `autofocus` would come later, when htmx settles,
  // and take the focus away from wherever a key has led meanwhile.
  let carried = "";
  // A card that is exchanged keeps what is being typed into it, except what it has just been sent.
  let kept = [];
  let chooser = null; // one that is open while the card is exchanged stays open, at its level
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, requestConfig } = event.detail;
    if (target === page()) carried = box().value;
    if (target.id !== "card") return;
    const dialog = target.querySelector("dialog[open]");
    chooser = dialog && { id: dialog.id, level: dialog.querySelector("[id^=below-]:not([hidden])")?.id };
    const sent = requestConfig.parameters;
    kept = [...target.querySelectorAll("input[type=text]")]
      .filter((field) => field.value !== (sent[field.name] ?? field.defaultValue) || field === document.activeElement)
      .map((field) => ({
        id: field.id,
        value: field.value === sent[field.name] ? null : field.value,
        focused: field === document.activeElement,
        at: [field.selectionStart, field.selectionEnd],
      }));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "calls" || event.detail.elt.id === "calls") {
      box().focus();
      if (carried) { box().value = carried; carried = ""; typed(); }
    }
    for (const { id, value, focused, at } of kept) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (value !== null) field.value = value;
      if (focused) { field.focus(); if (value !== null) field.setSelectionRange(...at); }
    }
    kept = [];
    if (chooser) {
      open(chooser.id);
      if (chooser.level) document.getElementById(chooser.level).hidden = false;
      chooser = null;
    }
  });
  box().focus();

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.opens) open(button.dataset.opens);
    else if (button.dataset.key) choose(button);
    else if (button.dataset.copy !== undefined) copy(button.dataset.copy, button.firstChild.textContent.trim(), status(button));
    else if (button.dataset.link) send(button.dataset.link, button.firstChild.textContent.trim(), status(button));
    else if (button.dataset.focuses) document.getElementById(button.dataset.focuses).focus();
    else if (button.dataset.told !== undefined) { post("told", { text: button.dataset.told }); box().focus(); }
    else if (button.dataset.topic) { box().value = `${box().value} ${button.dataset.topic}`.trim(); box().focus(); refresh(); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // the key belongs to the input method
    const dialog = document.querySelector("dialog[open]");
    if (dialog) { inDialog(dialog, event); return; }
    const nth = Number(event.code.replace(/^(Digit|Numpad)/, ""));
    const does = {
      F2: () => {
        box().value = ""; // what is typed from now on belongs to the next caller
        document.getElementById("answer").replaceChildren();
        document.getElementById("next").click();
      },
      F4: () => open("places"),
      F6: () => document.getElementById("compare").click(),
      F7: () => open("series"),
      F8: () => document.getElementById("told").focus(),
      F9: () => document.getElementById("note").focus(),
      Escape: () => { box().focus(); box().select(); },
    }[event.key];
    if (does) { event.preventDefault(); does(); return; }
    if (!nth) return;
    if (event.altKey) {
      const topic = document.querySelectorAll("[data-topic]")[nth - 1];
      if (topic) { event.preventDefault(); topic.click(); }
    } else if (event.ctrlKey) {
      const button = nth === LIST_KEY ? document.querySelector(".listing button") : document.querySelectorAll(".copying button")[nth - 1];
      if (button) { event.preventDefault(); button.click(); }
    } else if (event.target.id === "note" && event.target.value === "") {
      const outcome = document.querySelectorAll("[data-outcome]")[nth - 1];
      if (outcome) { event.preventDefault(); outcome.click(); }
    }
  });
})();
