// 朗读 reads what can be seen on the page, block by block, and stops when it is pressed again. The voice is the
// browser's own; where it has none the button stays away.
"use strict";
(() => {
  const button = document.querySelector("[data-aloud]");
  const voice = window.speechSynthesis;
  if (!button || !voice || !window.SpeechSynthesisUtterance) return;
  const BLOCKS = "h1, h2, p, li, summary, legend, label";
  let reading = false;

  const seen = (block) => block.offsetParent !== null && !block.closest(".unseen, [aria-hidden]");
  // Of blocks within blocks the outer one speaks for both, but a folded one only for what stands open.
  const texts = () => {
    const blocks = [...document.querySelectorAll("main :is(" + BLOCKS + ")")].filter(seen);
    return blocks
      .filter((block) => !blocks.some((other) => other !== block && other.contains(block)))
      .map((block) => block.innerText.trim())
      .filter(Boolean);
  };
  const show = () => {
    button.textContent = reading ? "停止" : "朗读";
    button.setAttribute("aria-pressed", String(reading));
  };
  const stop = () => {
    reading = false;
    voice.cancel();
    show();
  };
  button.addEventListener("click", () => {
    if (reading) { stop(); return; }
    voice.cancel();
    const said = texts().map((text) => {
      const words = new SpeechSynthesisUtterance(text);
      words.lang = "zh-CN";
      return words;
    });
    if (!said.length) return;
    said[said.length - 1].onend = stop;
    reading = true;
    said.forEach((words) => voice.speak(words));
    show();
  });
  addEventListener("pagehide", stop);
  document.addEventListener("htmx:beforeSwap", stop);
  button.hidden = false;
})();
