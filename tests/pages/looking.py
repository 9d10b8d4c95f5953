"""How a page is looked at, for pages and for the chat: measured, walked by keyboard, with forced colours, spacing and
type that the reader chooses. Each returns what is wrong, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
LEAST_GAP = 1.3  # from line to line across paragraphs, in lines (工信厅信管函〔2021〕67号, attachment 2, 1.2)
CONTROLS = frozenset(
    {"button", "link", "textbox", "searchbox", "combobox", "ComboBoxSelect", "radio", "checkbox", "DisclosureTriangle"}
)
# WCAG 2.2, 1.4.12: what a reader may set without losing anything.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
CUT = """() => [...document.body.querySelectorAll("*")]
  .filter((one) => one.checkVisibility() && !one.closest(".unseen"))
  .filter((one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowY))
  .filter((one) => one.scrollHeight > one.clientHeight + 1)
  .filter((one) => !one.matches("textarea, input") && one.getBoundingClientRect().width > 1)
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 12)}`)"""
# With colours forced, a control is known by its edge, its underline or as a control of the browser's own.
EDGELESS = """() => [...document.querySelectorAll("button, a.button, .choice label, input, textarea")]
  .filter((one) => !["hidden", "radio"].includes(one.type))
  .filter((one) => one.checkVisibility() && !one.disabled)
  .filter((one) => {
    const style = getComputedStyle(one);
    const edge = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
    return !edge && !style.textDecorationLine.includes("underline");
  })
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 12)}`)"""
EXPECTED = """() => {
  const field = "input:not([type=hidden], :disabled), select, textarea";
  const can = `a[href], button:not(:disabled), ${field}, summary, [tabindex="0"]`;
  const groups = new Set();
  const found = [...document.querySelectorAll(can)].filter((one) => one.checkVisibility()).filter((one) => {
    if (one.type !== "radio") return true;
    const chosen = document.querySelector(`input[name="${one.name}"]:checked`);
    if (chosen ? chosen !== one : groups.has(one.name)) return false;
    groups.add(one.name);
    return true;
  });
  window.walked = [];
  document.addEventListener("focusin", ({ target }) => {
    const style = getComputedStyle(target);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    window.walked.push([found.indexOf(target), ring, `${target.tagName} ${target.textContent.trim().slice(0, 12)}`]);
  });
  document.activeElement.blur();
  return found.length;
}"""


def walked(page: Page) -> list[str]:
    """A walk by Tab from the top: everything that can be used is come to once, in the order of the page, with a ring
    that is seen; so nothing holds the walker."""
    count = page.evaluate(EXPECTED)
    for _ in range(count):
        page.keyboard.press("Tab")
    steps: list[tuple[int, bool, str]] = page.evaluate("window.walked")
    wrong = [f"no ring: {name}" for _, ring, name in steps if not ring]
    if [at for at, _, _ in steps] != list(range(count)):
        wrong.append(f"{count} to come to, came to {[(at, name) for at, _, name in steps]}")
    return wrong


def nameless(page: Page) -> list[str]:
    """Controls that the browser hands to screen readers without a name."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = [node for node in nodes if not node.get("ignored") and node.get("role", {}).get("value") in CONTROLS]
    assert found, "the tree holds no control at all"
    return [str(node["role"]["value"]) for node in found if not node.get("name", {}).get("value", "").strip()]


def spaced(page: Page) -> list[str]:
    """What is cut off, or pushes the page wide, where the reader sets lines, letters and paragraphs apart."""
    style = page.evaluate_handle(
        "(text) => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets.push(s); }", SPACED
    )
    style.dispose()
    wrong: list[str] = page.evaluate(CUT)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wide")
    page.evaluate("document.adoptedStyleSheets.pop()")
    return wrong


def forced(page: Page) -> list[str]:
    """Controls without an edge where the system forces its colours."""
    page.emulate_media(forced_colors="active")
    wrong: list[str] = page.evaluate(EDGELESS)
    page.emulate_media(forced_colors="none")
    return wrong


def with_type(page: Page, size: int) -> tuple[float, bool]:
    """The size of the text and whether the page must be scrolled sideways, where the system's type is this large (16 is
    usual)."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
    found = page.evaluate(
        "[parseFloat(getComputedStyle(document.querySelector('main p, main label')).fontSize),"
        " document.documentElement.scrollWidth > innerWidth]"
    )
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    session.detach()
    return float(found[0]), bool(found[1])


def close_together(measured: dict[str, Any]) -> list[tuple[str, float]]:
    """Paragraphs that stand closer than the rule asks."""
    return [(pair, round(gap, 2)) for pair, gap in measured["gaps"] if gap < LEAST_GAP - 0.005]
