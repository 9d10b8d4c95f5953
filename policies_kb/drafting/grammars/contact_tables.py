"""Phones in a table whose head says what each column holds: a row for each office or county."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import cut, occurrences, phones, plain
from policies_kb.loading.typed_values.names import RANK, SUPERVISION

from ..found import Found, Mark
from ..rows import Row, rows
from ..source import Source
from ..words import words


def contact_tables(source: Source) -> Iterator[Found]:
    """Every phone under a head that names phones, with the people and the office of its row."""
    for row in rows(source.rules):
        if row.passage.blank or not of_phones(row) or not row.aligned:
            continue
        for column, cell in enumerate(row.cells):
            if _names_a_phone(row.columns[column]):
                for phone in phones(plain(cell)):
                    yield _contact(phone.printed, phone.more, column, row)


def of_phones(row: Row) -> bool:
    """Whether a column of the table holds phones."""
    return any(map(_names_a_phone, row.columns))


def _names_a_phone(head: str) -> bool:
    return bool(occurrences(plain(head), words()["contacts"]["labels"]))


def _contact(printed: str, more: str, column: int, row: Row) -> Found:
    assert row.head is not None
    said = words()["contacts"]
    role = "监督" if SUPERVISION.search(plain(row.columns[column])) else "咨询"
    people = [name for at in _columns(row, said["names"]) for name in _people(row.cells[at])]
    offices = [row.cells[at] for at in _columns(row, said["offices"])]
    fact: dict[str, object] = {"id": "contact.supervision" if role == "监督" else "contact.phone"}
    fact |= {"kind": "contact", "quote": row.passage.text, "more_quotes": [row.head.text], "role": role}
    if people:
        fact["people"] = people
    fact["phone"] = printed
    if offices:
        fact["office"] = offices[0]
    doubts = [f"号码后面还有“{more}”"] if more else []
    if len([cell for cell in row.cells if any(phones(plain(cell)))]) > 1 and people:
        doubts.append("这一行有几个号码，不一定都是这个人的")
    limits = list(row.besides(column, (*people, *offices)))
    limits = [cell for cell in limits if not any(phones(plain(cell)))]
    if limits:
        doubts.append(f"表里这一行还写着“{'、'.join(limits)}”")
    if len(offices) > 1:
        doubts.append("没有读出是哪个单位的")
    unsure = "；".join(doubts)
    mark = Mark.GUESSED if unsure else Mark.EXTRACTED
    reason = f"表里“{row.columns[column]}”一列写着{printed}"
    return Found(fact, row.passage.clause, mark, reason, ("phone", "people", "role", "office"), unsure=unsure)


def _columns(row: Row, named: list[str]) -> list[int]:
    """The columns whose head ends with one of these words."""
    return [at for at, head in enumerate(row.columns) if plain(head).endswith(tuple(named))]


def _people(cell: str) -> list[str]:
    return [RANK.sub("", plain(name)) for _, name in cut(cell, "、,，;；/ ")]
