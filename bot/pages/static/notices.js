// The keyboard of a notice under review, and the light between words and facts. Everything works by mouse, and
// without scripts; this adds keys and keeps the place.
"use strict";
(() => {
  const page = document.getElementById("manuscript");
  document.addEventListener("htmx:configRequest", (event) => {
    if (page) event.detail.headers["X-CSRF-Token"] = page.dataset.csrf;
  });
  if (!page) return;
  const right = page.querySelector(".recorded");
  const all = () => [...right.querySelectorAll(".item")];
  const waiting = () => all().filter((item) => item.classList.contains("waits"));
  const here = () => document.activeElement?.closest?.(".item");
  const kept = `manuscript-${page.dataset.number}`;

  // The words of the item in hand are lit on the left, and in sight.
  const light = (item) => {
    for (const words of page.querySelectorAll(".words.lit")) words.classList.remove("lit");
    const found = [...page.querySelectorAll(".words")].filter((words) => words.dataset.items.split(" ").includes(item.id));
    for (const words of found) words.classList.add("lit");
    found[0]?.scrollIntoView({ block: "center" });
  };
  const mark = () => {
    const open = new Set(waiting().map((item) => item.id));
    for (const words of page.querySelectorAll(".words"))
      words.classList.toggle("waiting", words.dataset.items.split(" ").some((id) => open.has(id)));
  };
  const go = (item) => {
    if (!item) return;
    item.classList.add("decided"); // what one goes to is shown
    const details = item.querySelector("details");
    if (details) details.open = true;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  right.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item) light(item);
  });
  right.addEventListener("click", (event) => {
    const follower = event.target.closest(".followers a");
    if (follower) { event.preventDefault(); go(document.getElementById(follower.hash.slice(1))); return; }
    const item = event.target.closest(".item");
    if (item) light(item);
  });
  page.querySelector(".original").addEventListener("click", (event) => {
    const words = event.target.closest(".words");
    if (!words) return;
    event.preventDefault();
    const ids = words.dataset.items.trim().split(" ");
    const found = ids.map((id) => document.getElementById(id)).filter(Boolean);
    go(found.find((item) => item.classList.contains("waits")) ?? found[0]);
  });

  // Only what waits is shown at first.
  const fold = document.getElementById("fold");
  fold.hidden = false;
  right.classList.add("only-waiting");
  fold.addEventListener("click", () => {
    const only = right.classList.toggle("only-waiting");
    fold.setAttribute("aria-pressed", String(!only));
  });

  const next = (from) => {
    const items = all(), at = items.indexOf(from);
    return items.slice(at + 1).find((item) => item.classList.contains("waits")) ?? waiting()[0];
  };
  const before = (from) => waiting().filter((item) => all().indexOf(item) < all().indexOf(from)).pop();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const item = event.target.closest?.(".item");
    if (item) sessionStorage.setItem(kept, item.id);
  });
  // After settling: until then htmx keeps the classes of the element that was there.
  document.addEventListener("htmx:afterSettle", (event) => {
    mark();
    if (event.target.id === "progress" || event.target.classList?.contains("typed")) return;
    const form = right.querySelector(".editing .typing");
    if (form && event.target.classList.contains("editing")) {
      form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      return;
    }
    if (event.target.id === "refused") { event.target.scrollIntoView({ block: "nearest" }); return; }
    const item = document.getElementById(sessionStorage.getItem(kept) ?? "");
    if (!item) return;
    item.classList.add("decided");
    go(item.classList.contains("waits") ? item : next(item) ?? item);
  });
  document.addEventListener("htmx:sendError", () => {
    document.getElementById("refused").innerHTML = '<p class="error">没有连上，这一步没有存。连上以后再按一次。</p>';
  });
  document.addEventListener("input", (event) => {
    if (event.target.closest(".typing") && !event.isComposing)
      event.target.dispatchEvent(new CustomEvent("typed", { bubbles: true }));
  });
  document.addEventListener("compositionend", (event) => {
    if (event.target.closest?.(".typing")) event.target.dispatchEvent(new CustomEvent("typed", { bubbles: true }));
  });

  const press = (item, selector) => item?.querySelector(selector)?.click();
  const leave = () => {
    const item = here();
    const editing = item?.querySelector(".editing .typing")?.closest(".editing");
    if (editing) editing.innerHTML = "";
    item?.focus();
  };
  right.addEventListener("click", (event) => {
    if (event.target.closest(".leave-form")) { event.preventDefault(); leave(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = { F8: "check", F9: "submit" }[event.key];
    if (button) {
      const found = document.getElementById(button);
      if (found) { event.preventDefault(); found.click(); }
      return;
    }
    if (event.key === "Escape") { leave(); return; }
    if (event.target.closest("input, textarea, select, button, a, summary") && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target.closest("input, textarea, select")) return;
    const item = here();
    const keys = {
      ArrowDown: () => go(next(item)), j: () => go(next(item)), ArrowUp: () => go(before(item)), k: () => go(before(item)),
      Enter: () => press(item, item?.querySelector(".confirm") ? ".confirm" : ".accept"),
      e: () => press(item, ".edit"), x: () => press(item, ".reject"), s: () => press(item, ".silent"),
      w: () => item && light(item),
    };
    const wanted = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (wanted) { event.preventDefault(); wanted(); }
  });

  mark();
  const place = document.getElementById(sessionStorage.getItem(kept) ?? "");
  const named = location.hash.startsWith("#item-") ? document.getElementById(location.hash.slice(1)) : null;
  go(named ?? (place?.classList.contains("waits") ? place : place ? next(place) : waiting()[0]));
})();
