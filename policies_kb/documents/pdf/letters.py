"""The letters of a page: those that a reader sees, in the code points that text is written in."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policies_kb.documents.errors import DocumentError

Letter = dict[str, Any]  # pdfplumber's: text, x0, x1, top, bottom, size, upright …

_SMALLEST = 2.0  # points; smaller letters are there to be copied or found, not to be read
_WHITE = 0.95
_MOST_GARBLED = 0.02
_KANGXI, _COMPATIBILITY = range(0x2F00, 0x2FE0), range(0xF900, 0xFB00)


def visible_letters(page: Any, note: Callable[[str, str], None]) -> Any:
    """Return the page without letters that are turned, invisible or printed twice; `note` is told what went."""
    gone: dict[str, str] = {}

    def keep(item: Letter) -> bool:
        if item.get("object_type") != "char":
            return True
        kind = _why_not(item, page)
        if kind:
            gone[kind] = gone.get(kind, "") + str(item["text"])
        return not kind

    seen = page.filter(keep)
    list(seen.chars)  # the filter runs when its letters are first asked for
    for kind, words in gone.items():
        if words.strip():
            note(kind, fold(words.strip()))
    return seen.dedupe_chars(tolerance=1)


def fold(text: str) -> str:
    """Return text with radicals and compatibility ideographs as the characters they stand for."""
    return text.translate(_folding())


def check_letters(text: str, page: int) -> None:
    """Raise DocumentError where a page's fonts do not say which characters its glyphs are."""
    unknown = text.count("(cid:") * 7 + sum(unicodedata.category(sign) in ("Co", "Cn") or sign == "�" for sign in text)
    if unknown > _MOST_GARBLED * max(len(text), 1):
        raise DocumentError("pdf_garbled", page=page)


def _why_not(item: Letter, page: Any) -> str:
    if not item.get("upright", True):
        return "rotated"
    outside = item["x1"] < 0 or item["x0"] > page.width or item["bottom"] < 0 or item["top"] > page.height
    if outside or float(item["size"]) < _SMALLEST or _is_white(item):
        return "invisible"
    return ""


def _is_white(item: Letter) -> bool:
    color = item.get("non_stroking_color")
    shades = color if isinstance(color, (tuple, list)) else (color,)
    if not shades or not all(isinstance(shade, (int, float)) for shade in shades):
        return False
    if len(shades) == 4:
        return all(shade <= 1 - _WHITE for shade in shades)  # no ink at all
    return all(shade >= _WHITE for shade in shades)


@cache
def _folding() -> dict[int, str]:
    data = yaml.safe_load(Path(__file__).with_name("radicals.yml").read_text(encoding="utf-8"))
    own = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBILITY)}
    return own | {ord(sign): word for sign, word in data.items()}
