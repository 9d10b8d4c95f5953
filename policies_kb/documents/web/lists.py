"""The numbers that a browser prints before the items of a list."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from policies_kb.clauses.numbering import read_marker
from policies_kb.documents.content import Content
from policies_kb.documents.number_formats import print_number
from policies_kb.documents.wording import note

_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*(?:\w+\s+)*?(?P<name>[a-z-]+)\s*(?:;|$)", re.IGNORECASE)
_CSS = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "cjk-decimal": "ideographDigital",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "none",
}
_CHINESE = ("chineseCountingThousand", "ideographDigital", "ideographTraditional", "ideographZodiac")


def label_of(item: HtmlElement, content: Content) -> str:
    """Return the number of a list item with its mark, "" for an item of a plain list.

    An item that prints a number itself keeps that one: the page's style sheet then hides the browser's.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or read_marker(" ".join(item.text_content().split())):
        return ""
    style = _style(parent)
    printed = print_number(_value(item, parent), style)
    if not printed:
        return ""
    label = printed + ("、" if style in _CHINESE else ". ")
    content.notes.append(note("list_number", "网页列表里", label + " ".join(item.text_content().split())[:20]))
    return label


def _style(parent: HtmlElement) -> str:
    said = _STYLE.search(parent.get("style", ""))
    if said and said["name"].lower() in _CSS:
        return _CSS[said["name"].lower()]
    return _TYPES.get(parent.get("type", "1"), "decimal")


def _value(item: HtmlElement, parent: HtmlElement) -> int:
    items = list(parent.iterchildren("li"))
    step = -1 if parent.get("reversed") is not None else 1
    at = _integer(parent.get("start"), 1 if step > 0 else len(items))
    for other in items:
        at = _integer(other.get("value"), at)
        if other is item:
            return at
        at += step
    return at


def _integer(said: str | None, otherwise: int) -> int:
    try:
        return int(said) if said is not None else otherwise
    except ValueError:
        return otherwise
