"""Files that are not what they say, by the names that upload.yml gives them."""

from __future__ import annotations

import io
import zipfile

from policies_kb.documents.limits import LIMITS
from tests.documents.test_refused import REFUSED

XML = b'<?xml version="1.0"?>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def content(name: str) -> bytes:
    """The bytes of a hostile file, or those of a case of tests/documents."""
    if name in REFUSED:
        return REFUSED[name][1]()
    return _OWN[name]


def _zip(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    return made.getvalue()


def _word(body: bytes) -> bytes:
    return _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body))


_OWN = {
    "nothing": b"",
    "program": b"MZ" + bytes(200),
    "words": "关于某事的通知".encode(),
    "too large": bytes(LIMITS.file_size + 100_000),
    "picture that runs": SVG,
    "picture and archive": b"GIF89a" + bytes(20) + _zip(("a.js", b"alert(1)")),
    "print and page": b"%PDF-1.7\n<html><script>alert(1)</script></html>",
    "a path inside": _zip(("[Content_Types].xml", b"<Types/>"), ("../../../etc/cron.d/evil", b"* * * * * root id")),
    "entity of a file": _word(XML + b'<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]><d>&b;</d>'),
    "entity of an address": _word(XML + b'<!DOCTYPE d [<!ENTITY % b SYSTEM "http://127.0.0.1:1/x"> %b;]><d/>'),
    "entities that grow": _word(
        XML + b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><d>&c;</d>'
    ),
    "page with an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body>&a;</body></html>',
}
