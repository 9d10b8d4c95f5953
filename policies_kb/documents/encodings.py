"""Decode Chinese text: UTF-8, UTF-16 or GB18030, whichever the bytes say."""

from __future__ import annotations

import codecs

from policies_kb.documents.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BREAKS = frozenset("\t\n\r\f\x0b\x1a")
_UNUSUAL_SHARE = 0.02  # of signs that no notice prints, above which the bytes are no text


def decode(data: bytes, named: str = "") -> str:
    """Return the text of `data`, without its byte order mark.

    `named` is the encoding that the file names itself, tried after UTF-8. Raises DocumentError where the bytes are no
    text in any of the encodings: a wrong guess would change words silently.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding) or _refuse()
    if _looks_like_utf16(data):
        encoding = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
        return _decoded(data, encoding) or _refuse()
    for encoding in ("utf-8", named, "gb18030"):
        if encoding and (text := _decoded(data, encoding)) is not None:
            return text
    return _refuse()


def _looks_like_utf16(data: bytes) -> bool:
    """Without a mark: line feeds and digits leave every second byte zero."""
    return len(data) % 2 == 0 and data[:20_000].count(0) > len(data[:20_000]) // 50


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    unusual = sum(not (sign.isprintable() or sign in _BREAKS or sign in "\u3000\xa0\ufeff\u200b") for sign in text)
    return text if unusual <= len(text) * _UNUSUAL_SHARE and "\x00" not in text else None


def _refuse() -> str:
    raise DocumentError("no_encoding")
