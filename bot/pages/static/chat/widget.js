// <script src="https://…/widget.js" data-colour="#14528f" data-title="…" data-greeting="…" data-region="…" async></script>
// Adds one button to the page; pressing it opens the chat in an iframe. Escape closes it and gives the focus back.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || window.titleAssistantWidget) return;
  var home = new URL(script.src).origin;
  var asked = new URLSearchParams();
  ["colour", "title", "greeting", "region"].forEach(function (name) {
    if (script.dataset[name]) asked.set(name, script.dataset[name]);
  });
  var title = script.dataset.title || "职称通知咨询";
  var colour = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.test(script.dataset.colour || "") ? script.dataset.colour : "#14528f";

  // Styles are set one by one, because a page's content policy may forbid style attributes and style elements.
  function styled(element, styles) {
    Object.keys(styles).forEach(function (name) { element.style.setProperty(name, styles[name]); });
    return element;
  }

  // Black or white, whichever can be read better on the colour.
  function inkOn(hex) {
    var full = hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex;
    var light = [1, 3, 5].reduce(function (sum, at, index) {
      var part = parseInt(full.slice(at, at + 2), 16) / 255;
      return sum + [0.2126, 0.7152, 0.0722][index] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }, 0);
    return light > 0.179 ? "#000000" : "#ffffff";
  }

  var button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.setAttribute("aria-expanded", "false");
  styled(button, {
    position: "fixed", right: "16px", bottom: "16px", "z-index": "2147483000", "min-height": "48px", padding: "0 20px",
    border: "0", "border-radius": "24px", background: colour, color: inkOn(colour), cursor: "pointer",
    font: "500 16px/1.4 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    "box-shadow": "0 2px 10px rgba(0,0,0,.3)"
  });

  var frame = null;
  var narrow = window.matchMedia("(max-width: 480px)");

  function place() {
    if (!frame) return;
    styled(frame, narrow.matches
      ? { inset: "0", width: "100%", height: "100%", "border-radius": "0" }
      : { inset: "auto 16px 76px auto", width: "400px", height: "min(640px, calc(100vh - 96px))", "border-radius": "12px" });
  }

  function open() {
    if (!frame) {
      frame = document.createElement("iframe");
      frame.src = home + "/embed" + (asked.toString() ? "?" + asked : "");
      frame.title = title;
      styled(frame, {
        position: "fixed", "z-index": "2147483001", border: "0", background: "Canvas", "box-shadow": "0 4px 24px rgba(0,0,0,.35)"
      });
      document.body.appendChild(frame);
      frame.addEventListener("load", function () { if (!frame.hidden) frame.focus(); });
    }
    styled(frame, { display: "block" });
    frame.hidden = false;
    place();
    button.setAttribute("aria-expanded", "true");
    button.textContent = "关闭" + title;
    frame.focus();
  }

  function close() {
    if (!frame || frame.hidden) return;
    frame.hidden = true;
    styled(frame, { display: "none" });
    button.setAttribute("aria-expanded", "false");
    button.textContent = title;
    button.focus();
  }

  button.addEventListener("click", function () { if (frame && !frame.hidden) close(); else open(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && !event.isComposing) close(); });
  // Inside the iframe Escape is heard by the chat, which asks to be closed.
  window.addEventListener("message", function (event) {
    if (frame && event.source === frame.contentWindow && event.origin === home && event.data === "title-assistant:close") close();
  });
  narrow.addEventListener("change", place);
  window.titleAssistantWidget = { open: open, close: close };

  if (document.body) document.body.appendChild(button);
  else document.addEventListener("DOMContentLoaded", function () { document.body.appendChild(button); });
})();
