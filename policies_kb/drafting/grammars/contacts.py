"""Phones, whole, each with what it is for and whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.clauses import is_attachment_body
from policies_kb.lexers import CLAUSE, SENTENCE, Phone, bracketed, cut, occurrences, phones, plain, since
from policies_kb.loading.typed_values.names import LABEL, RANK, SUPERVISION

from ..folded import Folded
from ..found import Found, Mark
from ..rows import rows
from ..source import Source
from ..words import words
from .contact_tables import of_phones

NEAR = 8  # signs before a number
AMONG = 13  # signs between one number and the next of the same label, at most


def contacts(source: Source) -> Iterator[Found]:
    """Every phone of the notice's own clauses, with the people named since the phone before it."""
    count: dict[str, int] = {}
    told = {(row.passage.clause, plain(row.passage.text)) for row in rows(source.rules) if of_phones(row)}
    for name, clause in source.tree.clauses.items():
        if is_attachment_body(name):
            continue
        folded, before = Folded(clause.text), 0
        for phone in phones(folded.plain):
            if (name, plain(_line(folded, phone))) in told:
                before = phone.end
                continue
            leading = folded.plain[before : phone.start]
            labels = [(said[0], said.start()) for said in LABEL.finditer(folded.plain, 0, phone.start)]
            labels = labels or list(_called(folded.plain, phone))
            other = any(
                word in leading[since(leading, len(leading), CLAUSE) :] for word in words()["contacts"]["others"]
            )
            if other or not labels or not _names_a_phone(leading, labels[-1][1] >= before):
                before = phone.end
                continue
            role = "监督" if SUPERVISION.fullmatch(labels[-1][0]) or _supervises(leading) else "咨询"
            start = _start(folded.plain, before, phone.start, role)
            people, office = _people(folded.plain[start : phone.start])
            count[role] = count.get(role, 0) + 1
            quote = folded.cut(start, phone.end)
            fact: dict[str, object] = {"id": "contact.supervision" if role == "监督" else "contact.phone"}
            fact |= {"kind": "contact", "quote": quote.replace("\n", ""), "role": role}
            if people:
                fact["people"] = people
            fact["phone"] = phone.printed
            if office:
                fact["office"] = office
            unsure = f"号码后面还有“{phone.more}”" if phone.more else ""
            reason = f"原文写着“{folded.cut(start, phone.end)}”".replace("\n", " ")
            mark = Mark.GUESSED if unsure else Mark.EXTRACTED
            yield Found(fact, name, mark, reason, ("phone", "people", "role", "office"), unsure=unsure)
            before = phone.end


def _line(folded: Folded, phone: Phone) -> str:
    """The printed line in which a phone stands."""
    upto = folded.cut(0, phone.end)
    start = folded.text.find(upto) + len(upto)
    end = folded.text.find("\n", start)
    return folded.text[folded.text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(folded.text)]


def _called(printed: str, phone: Phone) -> Iterator[tuple[str, int]]:
    """What shows that a number is one to call where no label stands before it: 拨打 …, … 咨询."""
    near = printed[max(0, phone.start - NEAR) : phone.start]
    yield from ((call.name, call.start) for call in occurrences(near, words()["contacts"]["calls"]))
    after = LABEL.match(printed, phone.end)
    if after:
        yield after[0], after.start()


def _names_a_phone(leading: str, labelled: bool) -> bool:
    """A number of eight digits is a phone only where a label or another phone leads to it."""
    return labelled or (
        leading.startswith(tuple("、,，/；;或及和（(")) and len(leading) <= AMONG and "。" not in leading
    )


def _supervises(leading: str) -> bool:
    tail = leading[since(leading, len(leading), SENTENCE) :]
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
    said = words()["contacts"]
    named = occurrences(leading, said["people"])
    if not named:
        return [], ""
    printed = leading[named[0].end :].removeprefix("是").removeprefix("为").lstrip(":")
    offices = [(start, end) for start, end in bracketed(printed) if not any(map(str.isdigit, printed[start:end]))]
    office = printed[offices[0][0] + 1 : offices[0][1] - 1] if offices else ""
    office = "" if RANK.fullmatch(office) else office
    for start, end in reversed(offices):
        printed = printed[:start] + printed[end:]
    labels = occurrences(printed, said["labels"])
    printed = printed[: labels[0].start] if labels else printed
    people = [RANK.sub("", name) for _, name in cut(printed, "、,，;；:\n\t")]
    return [name for name in people if _is_name(name)], office


def _is_name(name: str) -> bool:
    return 2 <= len(name) <= 12 and all("一" <= sign <= "龥" or sign == "·" for sign in name)
