// <script src="https://…/widget.js" data-colour="#14528f" data-title="…" data-greeting="…" data-region="…" data-edition="elder" async></script>
// Adds one button to the page; pressing it opens the chat in an iframe. Escape closes it and gives the focus back.
// It stands in an element of its own beside <body>, behind a shadow root: the site's style does not reach it, and pages
// that replace their body (pjax, Turbo) leave it. Included twice, it is there once.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || window.titleAssistantWidget) return;
  var home = new URL(script.src).origin;
  var asked = new URLSearchParams();
  ["colour", "title", "greeting", "region", "edition"].forEach(function (name) {
    if (script.dataset[name]) asked.set(name, script.dataset[name]);
  });
  var title = script.dataset.title || "职称通知咨询";
  var colour = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.test(script.dataset.colour || "") ? script.dataset.colour : "#14528f";
  var FONT = "500 16px/1.4 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
  var LATE = 15000, AFTER_LOAD = 1500; // milliseconds after which a chat that says nothing will not open
  var LAYER = 2147483000;

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

  function made(name, styles, text) {
    var element = styled(document.createElement(name), styles);
    if (text) element.textContent = text;
    if (name === "button") element.type = "button";
    return element;
  }

  var host = made("div", {});
  host.style.setProperty("all", "initial", "important"); // the one element that the site's style reaches
  host.id = "title-assistant";
  host.setAttribute("role", "complementary");
  host.setAttribute("aria-label", title);
  var root = host.attachShadow ? host.attachShadow({ mode: "open" }) : host;

  var worn = { border: "0", cursor: "pointer", font: FONT, background: colour, color: inkOn(colour) };
  var button = made("button", Object.assign({
    position: "fixed", right: "16px", bottom: "16px", "z-index": LAYER, "min-height": "48px", padding: "0 20px",
    "border-radius": "24px", "box-shadow": "0 2px 10px rgba(0,0,0,.3)"
  }, worn), title);

  // Beside the frame and not in it: whatever stands in the frame, it can be closed.
  var away = made("button", Object.assign({
    position: "fixed", "z-index": LAYER + 2, width: "44px", height: "44px", padding: "0", "border-radius": "22px"
  }, worn), "✕");
  away.setAttribute("aria-label", "关闭");

  // Small, and all there is to see until the chat has opened.
  var note = made("div", {
    position: "fixed", right: "16px", bottom: "76px", "z-index": LAYER + 1, "box-sizing": "border-box", width: "300px",
    "max-width": "calc(100vw - 32px)", "min-height": "60px", padding: "16px 60px 16px 16px", "border-radius": "12px",
    background: "#ffffff", color: "#1b1f24", font: FONT, "box-shadow": "0 4px 24px rgba(0,0,0,.35)"
  });
  note.setAttribute("role", "status");

  var frame = null, state = "closed", timer = 0;
  var narrow = window.matchMedia("(max-width: 480px)");
  var HEIGHT = "min(640px, calc(100vh - 96px))";

  // state: closed, opening, open, refused. A frame that was open stays, so that the chat is as it was left.
  function show() {
    var open = state === "open", noted = state === "opening" || state === "refused";
    button.setAttribute("aria-expanded", String(state !== "closed"));
    button.textContent = (state === "closed" ? "" : "关闭") + title;
    styled(note, { display: noted ? "block" : "none" });
    styled(away, { display: state === "closed" ? "none" : "block" });
    if (noted) styled(away, { top: "auto", right: "24px", bottom: "84px" });
    else styled(away, narrow.matches
      ? { top: "4px", right: "8px", bottom: "auto" }
      : { top: "auto", right: "22px", bottom: "calc(30px + " + HEIGHT + ")" });
    if (!frame) return;
    frame.hidden = !open;
    styled(frame, { display: state === "closed" ? "none" : "block", visibility: open ? "visible" : "hidden" });
    styled(frame, narrow.matches
      ? { inset: "0", width: "100%", height: "100%", "border-radius": "0" }
      : { inset: "auto 16px 76px auto", width: "400px", height: HEIGHT, "border-radius": "12px" });
  }

  function begin() {
    frame = made("iframe", {
      position: "fixed", "z-index": LAYER + 1, border: "0", background: "Canvas", "box-shadow": "0 4px 24px rgba(0,0,0,.35)"
    });
    frame.src = home + "/embed" + (asked.toString() ? "?" + asked : "");
    frame.title = title;
    frame.allow = "microphone " + home + "; clipboard-write " + home + "; web-share " + home;
    note.textContent = "正在打开……";
    state = "opening";
    timer = setTimeout(refuse, LATE);
    frame.addEventListener("load", function () {
      // What may not be shown here loads as an error page of the browser, which says nothing.
      if (state === "opening") { clearTimeout(timer); timer = setTimeout(refuse, AFTER_LOAD); }
    });
    root.appendChild(frame);
  }

  function refuse() {
    if (state !== "opening") return;
    end();
    state = "refused";
    note.textContent = "咨询窗口在这个网站上没有打开，可能还没有登记，也可能是网络不通。";
    var link = made("a", { color: "#14528f", display: "block", "margin-top": "8px", font: FONT }, "在新页面打开");
    link.href = home + "/";
    link.target = "_blank";
    link.rel = "noopener";
    note.appendChild(link);
    show();
  }

  function end() {
    clearTimeout(timer);
    if (frame) frame.remove();
    frame = null;
  }

  function open() {
    if (state !== "closed") return;
    if (frame) state = "open"; else begin();
    show();
    if (state === "open") frame.focus(); else away.focus();
  }

  function close() {
    if (state === "closed") return;
    if (state !== "open") end();
    state = "closed";
    show();
    button.focus();
  }

  button.addEventListener("click", function () { if (state === "closed") open(); else close(); });
  away.addEventListener("click", close);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape" && !event.isComposing) close(); });
  window.addEventListener("message", function (event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== home) return;
    // Inside the iframe Escape is heard by the chat, which asks to be closed.
    if (event.data === "title-assistant:close") close();
    if (event.data === "title-assistant:ready" && state === "opening") {
      clearTimeout(timer);
      state = "open";
      show();
      frame.focus();
    }
  });
  narrow.addEventListener("change", show);
  window.titleAssistantWidget = { open: open, close: close };

  // A page may also be built anew as a whole: then it is put back, and an open chat with it.
  function stand() {
    if (host.isConnected) return;
    document.documentElement.appendChild(host);
    if (frame && state === "opening") { clearTimeout(timer); timer = setTimeout(refuse, LATE); }
  }
  root.appendChild(button);
  root.appendChild(note);
  root.appendChild(away);
  show();
  stand();
  new MutationObserver(stand).observe(document.documentElement, { childList: true });
})();
