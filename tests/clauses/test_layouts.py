"""Notices in every dress: `layouts/<kind>.txt` and beside it what must come out of it.

`clauses` gives every clause with its text (a list where it has several paragraphs), in reading order; `remarks`
every remark; `parents`, `numbers`, `quotes` and `head` what else is worth saying of that kind. All invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.clauses import REMOVED, ClauseTree, bare, normalize_id, parse, read_head, render

_FOLDER = Path(__file__).with_name("layouts")
_KINDS = sorted(path.stem for path in _FOLDER.glob("*.txt"))


def _text(kind: str) -> str:
    return (_FOLDER / f"{kind}.txt").read_text(encoding="utf-8")


def _expected(kind: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_FOLDER / f"{kind}.yml").read_text(encoding="utf-8"))
    return {**loaded, "clauses": {str(clause_id): text for clause_id, text in loaded["clauses"].items()}}


def _content(tree: ClauseTree) -> list[tuple[str, str, str]]:
    return [(clause.id, clause.number, clause.text) for clause in tree.clauses.values()]


@pytest.mark.parametrize("kind", _KINDS)
def test_clauses(kind: str) -> None:
    expected = _expected(kind)["clauses"]
    found = {clause.id: clause.text.split("\n") for clause in parse(_text(kind)).clauses.values()}
    assert found == {at: text if isinstance(text, list) else [text] for at, text in expected.items()}
    assert list(found) == list(expected)


@pytest.mark.parametrize("kind", _KINDS)
def test_remarks(kind: str) -> None:
    lines = _text(kind).split("\n")
    remarks = parse(_text(kind)).remarks
    found = [{"line": item.line, "kind": str(item.kind), "severity": str(item.severity)} for item in remarks]
    assert found == _expected(kind)["remarks"]
    for item in remarks:
        assert item.said and item.mend and "{" not in item.said + item.mend
        assert bare(item.text)[:4] in bare(lines[item.line - 1])


@pytest.mark.parametrize("kind", _KINDS)
def test_places(kind: str) -> None:
    expected, tree = _expected(kind), parse(_text(kind))
    for clause_id, parent in expected.get("parents", {}).items():
        assert tree.clauses[clause_id].parent == parent
    for clause_id, number in expected.get("numbers", {}).items():
        assert tree.clauses[clause_id].number == number
    for quote, clause_id in expected.get("quotes", {}).items():
        found = tree.locate(quote)
        assert found is not None and found.id == clause_id
    assert all(normalize_id(clause_id) == clause_id for clause_id in tree.clauses)


@pytest.mark.parametrize("kind", [kind for kind in _KINDS if "head" in _expected(kind)])
def test_head(kind: str) -> None:
    head = read_head(parse(_text(kind)))
    values = {
        "title": head.title and head.title.value,
        "document_number": head.document_number and head.document_number.value,
        "issuers": [issuer.value for issuer in head.issuers],
        "issued": head.issued and head.issued.value.isoformat(),
        "signatory": head.signatory and head.signatory.value,
        "addressees": [name.value for name in head.addressees],
    }
    expected = _expected(kind)["head"]
    assert {field: values[field] for field in expected} == expected


@pytest.mark.parametrize("kind", _KINDS)
def test_rendered_text_parses_to_the_same_clauses(kind: str) -> None:
    tree = parse(_text(kind))
    assert _content(parse(render(tree))) == _content(tree)


@pytest.mark.parametrize("kind", [kind for kind in _KINDS if kind != "html_table"])
def test_every_letter_stands_in_a_clause_or_a_removed_line(kind: str) -> None:
    tree = parse(_text(kind))
    kept = "".join(paragraph.printed for paragraph in tree.paragraphs)
    removed = "".join(item.text for item in tree.remarks if item.kind in REMOVED)
    assert sorted(bare(kept + removed)) == sorted(bare(_text(kind)))
