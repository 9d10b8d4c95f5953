"""Read the head of a notice off its clauses: title, number, issuers, date, signatory, addressees.

Every value is returned as printed (a signature often prints a shorter name than the letterhead), with the
clause it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from policies_kb.clauses import ids
from policies_kb.clauses.dates import is_date, read_date
from policies_kb.clauses.kinds import DOCUMENT_KIND, DOCUMENT_NUMBER
from policies_kb.clauses.signatory import is_office
from policies_kb.clauses.tree import ClauseTree

T = TypeVar("T")

# 等级特急·明电某人社传〔2025〕6号: the grade stands before the number.
_BEFORE_NUMBER = re.compile(
    r".*?(?:特急|特提|加急|平急|急件|密级|秘密)(?:[·.]?明电)?"
    r"|明电(?=[一-鿿]{2})|.*?(?:发文字号|文号|编号)[：:]?"
)
_ISSUED_BY = re.compile(r"(?:发电单位|发文单位|发文机关|印发单位|发布机构|制发单位)[：:]?(?P<name>.{3,40})")
_SIGNED_BY = re.compile(r"签发(?:人|盖章)?[：:]?(?P<name>[一-鿿·]{2,20})")
_LETTERHEAD = re.compile(r"(?P<name>.{4,40}?)(?:文件|公文)?")
_ISSUED_IN_TITLE = re.compile(r"(?P<name>.{4,40}?)(?:关于|转发|印发)")
_LEADS_ON = re.compile(r"如下|通知")


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, the clause that prints it, and its source line."""

    value: T
    clause: str
    line: int


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and the signature of a notice print.

    `issuers` are the offices of the letterhead and then those of the signature, each name once; `issued` is the
    date of the signature.
    """

    title: Read[str] | None
    document_number: Read[str] | None
    issuers: tuple[Read[str], ...]
    issued: Read[date] | None
    signatory: Read[str] | None
    addressees: tuple[Read[str], ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    text: str
    clause: str
    line: int

    def read(self, value: str) -> Read[str]:
        return Read(value, self.clause, self.line)


def read_head(tree: ClauseTree) -> Head:
    """Return the head of a parsed notice; what is not printed is None or empty."""
    head = list(_paragraphs(tree, ids.TITLE))
    signature = list(_paragraphs(tree, ids.SIGNATURE))
    title = next((item for item in head if DOCUMENT_KIND.search(item.text)), None)
    if title is None and ids.TITLE in tree.clauses:
        title = head[-1]
    above = [item for item in head if title is None or item.line < title.line]
    return Head(
        title.read(title.text) if title else None,
        next(_numbers([*head, *_paragraphs(tree, ids.PREAMBLE)]), None),
        _each_once([*_letterhead(above, title), *_signing(signature)]),
        next(_dates(signature), None),
        next(_signatories(head), None),
        tuple(_addressees(_paragraphs(tree, ids.PREAMBLE))),
    )


def _paragraphs(tree: ClauseTree, clause_id: str) -> Iterator[_Printed]:
    for paragraph in tree.paragraphs:
        if paragraph.clause_id == clause_id:
            yield _Printed(paragraph.text, clause_id, paragraph.line)


def _numbers(items: list[_Printed]) -> Iterator[Read[str]]:
    """The notice's own number; a preamble names those of others, inside its sentences."""
    for item in items:
        found = DOCUMENT_NUMBER.search(item.text)
        if found and (item.clause == ids.TITLE or found[0] == item.text.strip("（）()")):
            before = _BEFORE_NUMBER.match(found[0])
            yield item.read(found[0][before.end() :] if before else found[0])


def _letterhead(items: list[_Printed], title: _Printed | None) -> Iterator[Read[str]]:
    for item in items:
        told = _ISSUED_BY.fullmatch(item.text)
        named = _LETTERHEAD.fullmatch(item.text)
        if told:
            yield item.read(told["name"])
        elif named and is_office(named["name"]):
            yield item.read(named["name"])
    named = _ISSUED_IN_TITLE.match(title.text) if title else None
    if title and named and is_office(named["name"]):
        yield title.read(named["name"])


def _signing(items: list[_Printed]) -> Iterator[Read[str]]:
    dated = max((at for at, item in enumerate(items) if is_date(item.text)), default=len(items))
    for item in items[:dated]:
        if not is_date(item.text):
            yield item.read(re.sub(r"[（(][盖公代]?章[）)]$", "", item.text))


def _dates(items: list[_Printed]) -> Iterator[Read[date]]:
    for item in items:
        issued = read_date(item.text) if is_date(item.text) else None
        if issued:
            yield Read(issued, item.clause, item.line)


def _signatories(items: list[_Printed]) -> Iterator[Read[str]]:
    for item in items:
        found = _SIGNED_BY.search(item.text)
        if found:
            yield item.read(found["name"])


def _addressees(items: Iterator[_Printed]) -> Iterator[Read[str]]:
    """The offices of the first line, which ends in a colon and leads on to nothing."""
    first = next(items, None)
    if first is None or first.text[-1] not in "：:" or _LEADS_ON.search(first.text):
        return
    for name in _outside_brackets(first.text[:-1]):
        yield first.read(name)


def _outside_brackets(text: str) -> list[str]:
    """Cut at 、 and ， outside brackets; one sign alone is no name (大、中专院校)."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "（(") - (sign in "）)")
        if sign in "、，," and depth == 0 and len(parts[-1]) > 2:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part]


def _each_once(found: list[Read[str]]) -> tuple[Read[str], ...]:
    return tuple({item.value: item for item in reversed(found)}.values())[::-1]
