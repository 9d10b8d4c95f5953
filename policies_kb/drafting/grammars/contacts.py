"""Phones, whole, each with what it is for and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.clauses import is_attachment_body
from policies_kb.loading.typed_values.names import LABEL, PHONE, RANK, SUPERVISION

from ..folded import Folded
from ..found import Found, Mark
from ..source import Source
from ..words import words

OFFICE = re.compile(r"[（(](?P<office>[^（）()\d]{2,40})[）)]")
EXTENSION = re.compile(r"(?:转|[-－]分机|分机)\d+|[-/、]\d{1,6}(?!\d)")
CUT = re.compile(r"[。；;]")
NEAR = 8  # signs before a number
NAME = re.compile(r"[一-龥·]{2,12}")


def contacts(source: Source) -> Iterator[Found]:
    """Every phone of the notice's own clauses, with the people named since the phone before it."""
    count: dict[str, int] = {}
    for name, clause in source.tree.clauses.items():
        if is_attachment_body(name):
            continue
        folded, before = Folded(clause.text), 0
        for phone in PHONE.finditer(folded.plain):
            leading = folded.plain[before : phone.start()]
            labels = list(LABEL.finditer(folded.plain, 0, phone.start())) or list(_called(folded.plain, phone))
            if not labels or not _names_a_phone(leading, labels[-1].start() >= before):
                before = phone.end()
                continue
            role = "监督" if SUPERVISION.fullmatch(labels[-1][0]) or _supervises(leading) else "咨询"
            start = _start(folded.plain, before, phone.start(), role)
            people, office = _people(folded.plain[start : phone.start()])
            count[role] = count.get(role, 0) + 1
            quote = folded.cut(start, phone.end())
            fact: dict[str, object] = {"id": "contact.supervision" if role == "监督" else "contact.phone"}
            fact |= {"kind": "contact", "quote": quote.replace("\n", ""), "role": role}
            if people:
                fact["people"] = people
            fact["phone"] = phone[0]
            if office:
                fact["office"] = office
            after = EXTENSION.match(folded.plain, phone.end())
            unsure = f"号码后面还有“{after[0]}”" if after else ""
            reason = f"原文写着“{folded.cut(start, phone.end())}”".replace("\n", " ")
            mark = Mark.GUESSED if unsure else Mark.EXTRACTED
            yield Found(fact, name, mark, reason, ("phone", "people", "role", "office"), unsure=unsure)
            before = phone.end()


def _called(printed: str, phone: re.Match[str]) -> Iterator[re.Match[str]]:
    """What shows that a number is one to call where no label stands before it: 拨打 …, … 咨询."""
    near = max(0, phone.start() - NEAR)
    yield from re.finditer("|".join(words()["contacts"]["calls"]), printed[near : phone.start()])
    after = LABEL.match(printed, phone.end())
    if after:
        yield after


def _names_a_phone(leading: str, labelled: bool) -> bool:
    """A number of eight digits is a phone only where a label or another phone leads to it."""
    return labelled or re.fullmatch(r"[、,，/；;或及和（(]?[^。]{0,12}", leading) is not None


def _supervises(leading: str) -> bool:
    tail = CUT.split(leading)[-1]
    return any(word in tail for word in words()["contacts"]["supervision"]) and "咨询" not in tail


def _start(printed: str, before: int, phone: int, role: str) -> int:
    """Where the words on a phone begin: with the people named, else with its label."""
    leading = printed[before:phone]
    people = max((leading.rfind(word) for word in words()["contacts"]["people"]), default=-1)
    labels = [found.start() for found in LABEL.finditer(leading)]
    at = people if people >= 0 else labels[-1] if labels else 0
    if people < 0 and role == "监督":
        found = [match.start() for match in SUPERVISION.finditer(leading)]
        at = found[-1] if found else at
    return before + max(at, 0)


def _people(leading: str) -> tuple[list[str], str]:
    """Who is named after 联系人, and what stands in brackets behind the name."""
    labels = "|".join(words()["contacts"]["people"])
    named = re.search(rf"(?:{labels})[:是为]?(?P<names>.*)", leading, re.DOTALL)
    if not named:
        return [], ""
    office = OFFICE.search(named["names"])
    printed = re.split(r"联系电话|联系方式|电话|手机|座机|办公", OFFICE.sub("", named["names"]))[0]
    people = [RANK.sub("", name) for name in re.split(r"[、,，;；:\s]", printed)]
    return [name for name in people if NAME.fullmatch(name)], office["office"] if office else ""
