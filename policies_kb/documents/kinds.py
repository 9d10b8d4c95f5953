"""Tell the kind of a file by its first bytes; its name decides only between text and HTML."""

from __future__ import annotations

import re
from pathlib import Path

from policies_kb.documents.errors import DocumentError
from policies_kb.documents.model import FileKind

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"%PDF-", b"{\\rtf"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_HTML_HEAD = re.compile(rb"<(?:!doctype\s+html|html|head|meta|body)\b", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".mht", ".mhtml", ".shtml")
_MACRO_NAMES = (".docm", ".dotm")
_HEAD = 4096  # bytes


def kind_of(path: Path, data: bytes) -> FileKind:
    """Return the kind of a file. Raises DocumentError for what no reader is made for, with what to do."""
    name = path.suffix.lower()
    if name in _MACRO_NAMES:
        raise DocumentError("macros")
    if data.startswith(_ZIP):
        return FileKind.WORD
    if data.startswith(_OLE):
        # A Word file with a password is an OLE file whatever its name.
        if _utf16(b"EncryptedPackage") in data:
            raise DocumentError("encrypted", kind="Word")
        if _utf16(b"WordDocument") not in data:
            raise DocumentError("unknown_kind", name=path.name)
        if _utf16(b"_VBA_PROJECT") in data:
            raise DocumentError("macros")
        return FileKind.OLD_WORD
    if _PDF in data[:1024]:
        return FileKind.PDF
    if data.startswith(_RTF):
        raise DocumentError("rtf")
    if data.startswith(_PICTURES):
        raise DocumentError("picture")
    if name in _HTML_NAMES[2:4] or data[:13] == b"MIME-Version:":
        raise DocumentError("web_archive")
    if name in _HTML_NAMES or _HTML_HEAD.search(data[:_HEAD].replace(b"\x00", b"")):
        return FileKind.HTML
    if name in (".docx", ".pdf", ".doc"):
        raise DocumentError("damaged", name=path.name)
    return FileKind.TEXT


def _utf16(name: bytes) -> bytes:
    return name.decode().encode("utf-16-le")
