"""Addresses, whole: brackets and rooms belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import bracketed, occurrences, plain, until

from ..folded import Folded
from ..found import Found, Mark
from ..passages import Passage
from ..rows import Row, rows
from ..source import Source
from ..words import words

STOPS = "。；;，,\n\t"
NEAR = 7  # signs between the last figure of an address and how it ends, at most
SHORTEST = 4
LEADS = (":", "为", "是", "在", "\t")


def places(source: Source) -> Iterator[Found]:
    """What stands after 受理地点 and the like; and where something is handed in, where it ends as an address does."""
    said = words()["places"]
    none = (*words()["contacts"]["labels"], *said["labels"])  # the next label
    in_tables = list(rows(source.rules))
    heads = {row.head for row in in_tables if row.head and len(row.columns) > 2}
    for row in in_tables:
        yield from _in_row(row)
    for passage in source.rules:
        if passage.blank or passage in heads:
            continue
        folded = Folded(passage.text)
        labels = occurrences(folded.plain, said["labels"])
        for label in labels or occurrences(folded.plain, said["verbs"]):
            leads = bool(labels) and folded.plain.startswith(LEADS, label.end)
            start = label.end + leads
            address = folded.plain[start : until(folded.plain, start, STOPS)]
            if not labels:
                address = _without_act(address)
                if not _ends_as_address(address):
                    continue
            if len(address) < SHORTEST or address.endswith(none) or any(word in address for word in said["none"]):
                continue
            purpose, unsure = _purpose_in(folded.plain[:start], label.name, passage)
            shown = f"原文写着“{folded.plain[label.start : start]}{address}”"
            for at, end in ((start, start + len(address)), *_within(address, start)):
                fact = {"id": _id(purpose), "kind": "place", "quote": passage.text}
                fact |= {"topic": "defence_time"} if purpose == "答辩" else {}
                fact["address"] = folded.cut(at, end).replace(" ", "")
                fact |= {"purpose": purpose} if purpose != "受理" else {}
                mark = Mark.GUESSED if unsure else Mark.EXTRACTED
                yield Found(fact, passage.clause, mark, shown, ("address", "purpose"), unsure=unsure)


def _purpose_in(before: str, label: str, passage: Passage) -> tuple[str, str]:
    """What happens there, and what is not sure about it: a label that says no more than 地点 may be of anything."""
    purpose = _purpose(before, label)
    if purpose != "受理" or label not in words()["places"]["bare"]:
        return purpose, ""
    above = next((said for head in passage.headings if (said := _purpose("", head)) != purpose), purpose)
    return (
        above,
        f"没有写是做什么的地点，照标题“{passage.headings[0]}”猜的" if passage.headings else "没有写是做什么的地点",
    )


def _in_row(row: Row) -> Iterator[Found]:
    """The address under a head that names addresses; it is that of whom the row is about."""
    labels = tuple(words()["places"]["labels"])
    for column, head in enumerate(row.columns if row.aligned and not row.passage.blank else ()):
        address, label = row.cells[column], next((each for each in labels if plain(head).endswith(each)), "")
        if not label or row.head is None or len(plain(address)) < SHORTEST or len(row.columns) < 3:
            continue
        purpose = _purpose("".join(row.cells[:column]), plain(head))
        fact: dict[str, object] = {"id": _id(purpose), "kind": "place", "quote": row.passage.text}
        fact |= {"more_quotes": [row.head.text], "address": address}
        fact |= {"topic": "defence_time"} if purpose == "答辩" else {}
        fact |= {"purpose": purpose} if purpose != "受理" else {}
        others = "、".join(row.besides(column, ()))
        unsure = f"表里这一行还写着“{others}”，地址可能只对它" if others else ""
        mark = Mark.GUESSED if unsure else Mark.EXTRACTED
        reason = f"表里“{head}”一列写着{address}"
        yield Found(fact, row.passage.clause, mark, reason, ("address", "purpose"), unsure=unsure)


def _within(address: str, start: int) -> Iterator[tuple[int, int]]:
    """The street and number that stand in brackets behind the name of a house."""
    for opening, closing in bracketed(address):
        if closing == len(address) and _ends_as_address(address[opening + 1 : closing - 1]):
            yield start + opening + 1, start + closing - 1


def _without_act(address: str) -> str:
    """Without what is done there: 报送至…办公室审核."""
    act = next((act for act in words()["places"]["acts"] if address.endswith(act)), "")
    return address.removesuffix(act)


def _ends_as_address(address: str) -> bool:
    """Whether the words end as an address does, shortly behind a figure."""
    end = next((word for word in words()["places"]["ends"] if address.endswith(word)), "")
    return bool(end) and any(sign.isdigit() for sign in address.removesuffix(end)[-NEAR:])


def _purpose(before: str, label: str) -> str:
    purposes: dict[str, str] = words()["places"]["purposes"]
    for text in (label, before):
        for word, purpose in purposes.items():
            if word in text:
                return purpose
    return "受理"


def _id(purpose: str) -> str:
    return {"答辩": "defence.place", "缴费": "payment.place", "纸质材料报送": "paper.receiver"}.get(
        purpose, "place.acceptance"
    )
