"""Draws the conditions of one path as SVG: a column of boxes, with what happens otherwise beside each."""

from __future__ import annotations

from xml.sax.saxutils import escape

from .graph import ENDS, ROLES, award_words, endings
from .rules import Condition, PathRules

BOX, LEFT, GAP, LINE, PAD = 420, 20, 28, 20, 12  # pixels
SIDE = LEFT + BOX + 40
WIDTH = SIDE + 250
PER_LINE = 26  # Chinese characters of 15 px in a box
STYLE = (
    "text{font:15px system-ui,'Microsoft YaHei','Noto Sans CJK SC',sans-serif;fill:#1b1f24}"
    ".box{fill:#f3f5f8;stroke:#14528f}.end{fill:#fff;stroke:#17663a;stroke-width:2}"
    ".bad{fill:#a3231f}.soft{fill:#4d5560}path{stroke:#4d5560;fill:none}"
)


def svg(path: PathRules) -> str:
    """The drawing of one path, as a document of its own."""
    parts: list[str] = []
    y = 20
    y = _box(parts, y, ["、".join(path.targets)], "end")
    conditions = sorted(path.conditions, key=lambda condition: condition.role == "elsewhere")
    for condition in conditions:
        _arrow(parts, y)
        top = y + GAP
        y = _box(parts, top, _lines(condition), "box")
        for number, (why, end) in enumerate(endings(condition)):
            height = top + PAD + 14 + number * (LINE + 4)
            parts.append(f'<path d="M{LEFT + BOX} {height - 5}h30" marker-end="url(#tip)"/>')
            parts.append(f'<text class="bad" x="{SIDE}" y="{height}">{escape(why)}：{escape(ENDS[end])}</text>')
    if conditions[-1].role != "elsewhere":
        _arrow(parts, y)
        y = _box(parts, y + GAP, _wrap(f"都满足：可以申报{award_words(path)}"), "end")
    height = y + 20
    tip = (
        '<marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
        '<path d="M0 0L8 4L0 8"/></marker>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">'
        f"<style>{STYLE}</style><defs>{tip}</defs>{''.join(parts)}</svg>\n"
    )


def _lines(condition: Condition) -> list[str]:
    head = f"{ROLES[condition.role]}·{condition.name}（{condition.clause}）"
    return [line for text in (head, condition.rule) for line in _wrap(text)]


def _wrap(text: str) -> list[str]:
    return [text[start : start + PER_LINE] for start in range(0, len(text), PER_LINE)]


def _box(parts: list[str], top: int, lines: list[str], kind: str) -> int:
    """Adds a box with its text; returns its lower edge."""
    height = 2 * PAD + len(lines) * LINE - 4
    parts.append(f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{BOX}" height="{height}" rx="8"/>')
    for number, line in enumerate(lines):
        parts.append(f'<text x="{LEFT + PAD}" y="{top + PAD + 14 + number * LINE}">{escape(line)}</text>')
    return top + height


def _arrow(parts: list[str], y: int) -> None:
    middle = LEFT + BOX // 2
    parts.append(f'<path d="M{middle} {y}v{GAP - 2}" marker-end="url(#tip)"/>')
