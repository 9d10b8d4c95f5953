"""Addresses, whole: brackets and rooms belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folded import Folded
from ..found import Found, Mark
from ..source import Source
from ..words import words

ADDRESS = r"(?P<address>(?:[^。；;，,（(\n]|[（(][^（）()]*[）)])+)"
TAIL = re.compile(r"(?:审核|报送|办理|提交|审查|进行[一-龥]{2,4}|受理|处)$")


def places(source: Source) -> Iterator[Found]:
    """What stands after 受理地点 and the like; and where something is handed in, where it ends as an address does."""
    said = words()["places"]
    label = re.compile(rf"(?P<label>{'|'.join(said['labels'])})[:为是在]?{ADDRESS}")
    verb = re.compile(rf"(?P<label>{'|'.join(said['verbs'])}){ADDRESS}")
    for passage in source.rules:
        if passage.blank:
            continue
        folded = Folded(passage.text)
        found = list(label.finditer(folded.plain))
        by_verb = not found
        for match in found or verb.finditer(folded.plain):
            printed = match["address"]
            tail = TAIL.search(printed) if by_verb else None
            address = printed[: tail.start()] if tail else printed
            if by_verb and not re.search(rf"\d[^，,。]{{0,6}}(?:{'|'.join(said['ends'])})$", address):
                continue
            if len(address) < 4 or any(word in address for word in said["none"]):
                continue
            start = match.start("address")
            purpose = _purpose(folded.plain[: match.end("label")], match["label"])
            fact = {"id": _id(purpose), "kind": "place", "quote": passage.text}
            if purpose == "答辩":
                fact["topic"] = "defence_time"
            fact |= {"address": folded.cut(start, start + len(address)).replace(" ", ""), "purpose": purpose}
            if purpose == "受理":
                fact.pop("purpose")
            yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着“{match[0]}”", ("address", "purpose"))


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
