"""What is refused: each time one Chinese sentence with the mend, and nothing harmed."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from evaluation.drafting.word_builder import as_bytes, build_word, new_word
from policies_kb.documents import DocumentError, FileKind, Limits, read_document
from policies_kb.documents.sandbox import read_apart
from policies_kb.documents.wording import words

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><d>&b;</d>'
_LOCKED = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<6161616161616161616161616161616161616161616161616161616161616161>
/U<6262626262626262626262626262626262626262626262626262626262626262>>>endobj
trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>
"""


def _plain() -> bytes:
    document = new_word({})
    document.add_paragraph("一、申报对象")
    return as_bytes(document)


def _with(name: str, content: bytes, drop: str = "") -> bytes:
    """A Word file with one more entry, or another one."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_plain())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry not in (drop, name):
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def _crowd() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for at in range(2500):
            new.writestr(f"word/{at}.xml", "")
    return out.getvalue()


def _scan() -> bytes:
    out = BytesIO()
    Image.new("L", (800, 1100), 255).save(out, "PDF")
    return out.getvalue()


def _nested() -> bytes:
    inside = "<w:ins>" * 5000 + "</w:ins>" * 5000
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return _with("word/document.xml", f"<w:document {names}><w:body>{inside}</w:body></w:document>".encode())


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty file": ("a.docx", lambda: b" ", "empty"),
    "zip bomb": ("a.docx", lambda: _with("word/media/a.bin", bytes(70_000_000)), "zip_bomb"),
    "many entries": ("a.docx", _crowd, "zip_bomb"),
    "macros inside": ("a.docx", lambda: _with("word/vbaProject.bin", b"x"), "macros"),
    "macros by name": ("a.docm", _plain, "macros"),
    "entities": ("a.docx", lambda: _with("word/document.xml", _ENTITY.encode()), "entities"),
    "entities in UTF-16": ("a.docx", lambda: _with("word/styles.xml", _ENTITY.encode("utf-16")), "entities"),
    "nested elements": ("a.docx", _nested, "damaged"),
    "another archive": ("a.zip", lambda: _archive(), "not_word"),
    "cut off": ("a.docx", lambda: _plain()[:3000], "damaged"),
    "password on Word": ("a.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "macros in an old file": ("a.doc", lambda: _OLE + "WordDocument_VBA_PROJECT".encode("utf-16-le"), "macros"),
    "password on PDF": ("a.pdf", lambda: _LOCKED, "encrypted"),
    "broken PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged"),
    "scan": ("a.pdf", _scan, "scan"),
    "picture": ("a.jpg", lambda: b"\xff\xd8\xff" + bytes(100), "picture"),
    "other Office file": ("a.xls", lambda: _OLE + "Workbook".encode("utf-16-le"), "unknown_kind"),
    "rich text": ("a.doc", lambda: b"{\\rtf1 a}", "rtf"),
    "bytes that are no text": ("a.txt", lambda: bytes(range(256)) * 10, "no_encoding"),
    "page without words": ("a.html", lambda: b"<html><body><img src=a></body></html>", "no_text"),
    "Word without words": ("a.docx", lambda: as_bytes(new_word({})), "no_text"),
}


def _archive() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("a.txt", "x")
    return out.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    """The reason is the right one, and the sentence says what to do."""
    file, made, reason = REFUSED[name]
    (tmp_path / file).write_bytes(made())
    with pytest.raises(DocumentError) as refusal:
        read_document(tmp_path / file)
    assert refusal.value.reason == reason
    assert "请" in str(refusal.value) and str(refusal.value).endswith("。")


def test_missing_and_large(tmp_path: Path) -> None:
    """Before a file is opened at all."""
    with pytest.raises(DocumentError, match="找不到"):
        read_document(tmp_path / "none.docx")
    (tmp_path / "a.txt").write_text("一" * 1000, encoding="utf-8")
    with pytest.raises(DocumentError, match="上限"):
        read_document(tmp_path / "a.txt", Limits(file_size=100))
    with pytest.raises(DocumentError, match="超过"):
        read_document(tmp_path / "a.txt", Limits(text_length=100))


def test_time(tmp_path: Path) -> None:
    """A file that never ends: the reading process ends with its limit."""
    endless = tmp_path / "endless"
    os.mkfifo(endless)
    with pytest.raises(DocumentError) as refusal:
        read_apart(FileKind.TEXT, endless, Limits(seconds=1))
    assert refusal.value.reason == "too_slow"


def test_memory(tmp_path: Path) -> None:
    """A page that unfolds to more than its memory is refused, and this process lives."""
    page = tmp_path / "a.html"
    page.write_bytes(b"<html><body>" + b"<p>a</p>" * 1_200_000)
    with pytest.raises(DocumentError) as refusal:
        read_document(page, Limits(memory=220 * 1024 * 1024))
    assert refusal.value.reason in ("too_much_memory", "damaged")


@pytest.mark.parametrize("seed", range(3))
def test_damaged_at_random(seed: int, tmp_path: Path) -> None:
    """Bytes changed anywhere: a document or a refusal, never anything else."""
    chance = random.Random(seed)
    whole = build_word(tmp_path / "whole.docx", {"body": ["一、申报对象", "二、时间"]}).read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        name = chance.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml"])
        part = bytearray(archive.read(name))
    for _ in range(chance.choice((1, 5, 50))):
        part[chance.randrange(len(part))] = chance.randrange(256)
    raw = bytearray(whole)
    raw[chance.randrange(len(raw))] ^= 255
    page = bytearray("<html><body><table><tr><td>一、申报</td></tr></table><ol><li>甲</li></ol></body></html>".encode())
    page[chance.randrange(len(page))] = chance.randrange(256)
    scan = bytearray(_scan())
    scan[chance.randrange(len(scan))] ^= 255
    files = {"a.docx": _with(name, bytes(part)), "b.docx": bytes(raw), "c.html": bytes(page), "d.pdf": bytes(scan)}
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
        try:
            assert read_document(tmp_path / file, Limits(seconds=20)).text
        except DocumentError as refusal:
            assert str(refusal)


def test_every_refusal_says_what_to_do() -> None:
    """One sentence, polite, without an exclamation mark."""
    for said in words().refusals.values():
        assert "请" in said and said.endswith("。") and "！" not in said
