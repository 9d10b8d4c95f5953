"""Builds .docx files with numbering definitions of their own, by python-docx, from what a case says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": nsmap["w"],
        "r": nsmap["r"],
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": nsmap["wp"],
        "a": nsmap["a"],
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def build_word(path: Path, case: Mapping[str, Any]) -> Path:
    """Write the file of a case: `lists` (abstract definitions), `nums`, `styles`, `body`, `notes`, `header`."""
    document = new_word(case)
    body = document.element.body
    for item in case["body"]:
        body.insert(len(body) - 1, _element(item))
    if header := case.get("header"):
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def new_word(case: Mapping[str, Any]) -> WordDocument:
    """Return an empty file with the numbering and styles of a case."""
    document = Document()
    for paragraph in document.paragraphs:
        paragraph._element.getparent().remove(paragraph._element)
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for name, of in case.get("lists", {}).items():
        numbering.append(_xml(_abstract(name, of)))
    for name, of in case.get("nums", {}).items():
        numbering.append(_xml(_num(name, of)))
    for style in case.get("styles", ()):
        document.styles.element.append(_xml(style))
    if footnotes := case.get("footnotes"):
        _add_part(document, "footnotes", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES, footnotes)
    return document


def numbered(text: str, num: object, level: int = 0) -> str:
    """The XML of a paragraph in a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """The XML of a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def as_bytes(document: WordDocument) -> bytes:
    """The file as bytes."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _element(item: object) -> Any:
    """A string is a paragraph or XML; a list is a numbered paragraph: [num, level, text]."""
    if isinstance(item, Sequence) and not isinstance(item, str):
        num, level, text = item
        return _xml(numbered(text, num, level))
    words = str(item)
    return _xml(words if words.startswith("<w:") else f"<w:p>{run(words)}</w:p>")


def _xml(words: str) -> Any:
    end = next(at for at, sign in enumerate(words) if sign in " />")
    return parse_xml(f"{words[:end]} {_NAMESPACES}{words[end:]}")


def _abstract(name: object, of: Any) -> str:
    if isinstance(of, str):
        return f'<w:abstractNum w:abstractNumId="{name}"><w:numStyleLink w:val="{of}"/></w:abstractNum>'
    levels = "".join(_level(at, level) for at, level in enumerate(of))
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{name}">{kind}{levels}</w:abstractNum>'


def _level(at: int, level: Mapping[str, Any]) -> str:
    legal = "<w:isLgl/>" if level.get("legal") else ""
    parts = [f'<w:start w:val="{level.get("start", 1)}"/><w:numFmt w:val="{level["fmt"]}"/>']
    if "restart" in level:
        parts.append(f'<w:lvlRestart w:val="{level["restart"]}"/>')
    if "style" in level:
        parts.append(f'<w:pStyle w:val="{level["style"]}"/>')
    parts.append(legal)
    if "suff" in level:
        parts.append(f'<w:suff w:val="{level["suff"]}"/>')
    parts.append(f"<w:lvlText w:val={quoteattr(level['text'])}/>")
    return f'<w:lvl w:ilvl="{at}">{"".join(parts)}</w:lvl>'


def _num(name: object, of: Any) -> str:
    if not isinstance(of, Mapping):
        return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/></w:num>'
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in of.get("starts", {}).items()
    )
    overrides += "".join(
        f'<w:lvlOverride w:ilvl="{at}">{_level(at, level)}</w:lvlOverride>'
        for at, level in of.get("levels", {}).items()
    )
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of["of"]}"/>{overrides}</w:num>'


def _add_part(document: WordDocument, name: str, content_type: str, relation: str, inner: str) -> None:
    blob = f"<w:{name} {_NAMESPACES}>{inner}</w:{name}>".encode()
    part = Part(PackURI(f"/word/{name}.xml"), content_type, blob, document.part.package)
    document.part.relate_to(part, relation)
