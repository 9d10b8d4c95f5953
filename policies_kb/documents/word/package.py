"""Open a .docx as a package, after a look at what its zip archive would unfold to."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from docx import Document as open_word
from docx.opc.part import Part
from lxml import etree

from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import MEGABYTE, Limits
from policies_kb.documents.word.names import Element, w

_MAIN = "word/document.xml"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_OLE_FOLDER = "word/embeddings/"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_CHUNK = 64 * 1024


@dataclass
class Package:
    """The parts of a Word file that words can stand in; `embedded` names files inside the file."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: dict[str, Element] = field(default_factory=dict)  # "footnote:2" or "endnote:1"
    comments: dict[str, Element] = field(default_factory=dict)
    headers: list[Element] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)


def open_package(data: bytes, limits: Limits) -> Package:
    """Return the parts of a .docx. Raises DocumentError for bombs, macros, entities and what is no Word file."""
    embedded = _look_inside(data, limits)
    main = open_word(BytesIO(data)).part
    found = Package(main.element.body, None, None, embedded=embedded)
    for relation in main.rels.values():
        if relation.is_external:
            continue  # pictures on other machines, links: nothing is fetched
        part: Part = relation.target_part
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer"):
            _add(found, kind, _parse(part.blob))
    return found


def _add(found: Package, kind: str, root: Element) -> None:
    if kind == "styles":
        found.styles = root
    elif kind == "numbering":
        found.numbering = root
    elif kind in ("header", "footer"):
        found.headers.append(root)
    elif kind == "comments":
        found.comments = {str(item.get(w("id"))): item for item in root}
    else:
        name = kind.removesuffix("s")
        found.footnotes |= {f"{name}:{item.get(w('id'))}": item for item in root if not item.get(w("type"))}


def _parse(blob: bytes) -> Element:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _look_inside(data: bytes, limits: Limits) -> list[str]:
    """Unfold every entry within bounds and keep nothing but the names of embedded files."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise DocumentError("damaged", name="Word") from None
    entries = archive.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(entries) > limits.zip_entries or len(names) < len(entries):
        raise DocumentError("zip_bomb")
    if any(name.rpartition("/")[2] in _MACROS for name in names):
        raise DocumentError("macros")
    if _MAIN not in names and "[content_types].xml" not in names:
        raise DocumentError("not_word")
    total = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise DocumentError("encrypted", kind="Word")
        total += _unfold(archive, entry, limits, limits.unzipped_size - total)
    return sorted(entry.filename for entry in entries if entry.filename.lower().startswith(_OLE_FOLDER))


def _unfold(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, left: int) -> int:
    """Return an entry's real size. What its directory says of the size is not believed."""
    size, tail = 0, b""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    most = min(left, limits.unzipped_entry)
    with archive.open(entry) as unfolding:
        while chunk := unfolding.read(_CHUNK):
            size += len(chunk)
            if size > most or (size > MEGABYTE and size > limits.zip_ratio * max(entry.compress_size, 1)):
                raise DocumentError("zip_bomb")
            if is_xml:
                seen = (tail + chunk).replace(b"\x00", b"")  # UTF-16 as well
                if _DECLARATION.search(seen):
                    raise DocumentError("entities")
                tail = chunk[-32:]
    return size
