"""Addresses, whole: brackets and rooms belong to them."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import bracketed, occurrences, until

from ..folded import Folded
from ..found import Found, Mark
from ..source import Source
from ..words import words

STOPS = "。；;，,\n"
NEAR = 7  # signs between the last figure of an address and how it ends, at most
SHORTEST = 4


def places(source: Source) -> Iterator[Found]:
    """What stands after 受理地点 and the like; and where something is handed in, where it ends as an address does."""
    said = words()["places"]
    for passage in source.rules:
        if passage.blank:
            continue
        folded = Folded(passage.text)
        labels = occurrences(folded.plain, said["labels"])
        for label in labels or occurrences(folded.plain, said["verbs"]):
            start = label.end + (folded.plain[label.end : label.end + 1] in (":", "为", "是", "在") and bool(labels))
            address = folded.plain[start : until(folded.plain, start, STOPS)]
            if not labels:
                address = _without_act(address)
                if not _ends_as_address(address):
                    continue
            if len(address) < SHORTEST or any(word in address for word in said["none"]):
                continue
            purpose = _purpose(folded.plain[:start], label.name)
            shown = f"原文写着“{folded.plain[label.start : start]}{address}”"
            for at, end in ((start, start + len(address)), *_within(address, start)):
                fact = {"id": _id(purpose), "kind": "place", "quote": passage.text}
                fact |= {"topic": "defence_time"} if purpose == "答辩" else {}
                fact["address"] = folded.cut(at, end).replace(" ", "")
                fact |= {"purpose": purpose} if purpose != "受理" else {}
                yield Found(fact, passage.clause, Mark.EXTRACTED, shown, ("address", "purpose"))


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
