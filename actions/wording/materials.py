"""The list of materials: how many first, then the applicant's, online and on paper, the unit's last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from policies_kb.checklist import Item, ListWanted, MaterialList, list_topics, make_list, part_of, rows, wanted
from policies_kb.model.answer import Answer, Citation, Statement
from policies_kb.model.question import Question

from .cards import Part
from .phrasebook import Phrasebook
from .voice import Voice

LONGEST_REMARK = 16  # characters: longer ones are told when the item is asked about
PARTS = ("online", "paper", "by_unit")
HEADINGS = {"online": "list_head_online", "paper": "list_head_paper", "by_unit": "list_head_by_unit"}


@dataclass(frozen=True)
class Listed:
    """The list of one notice in words. ``summary``: the sentence that comes first; ``parts``: the list as data."""

    summary: str
    text: str
    sources: tuple[Citation, ...]
    parts: tuple[Part, ...] = ()


def listing(voice: Voice, answer: Answer, question: Question) -> Answer:
    """The answer with one statement a notice for the list, and none for what stands in it or beside it.

    The list is what was asked when its topic came first, when a part of the message surely asks for it, or when
    several materials are asked about at once. Where something else was asked about, the list is not said besides;
    where the list is, its items are not said again.
    """
    if not any(map(is_list, answer.statements)):
        return answer
    topics, known = list_topics(), voice.base.reference.topics
    group = known[topics[0]].group
    asked = {part.guesses[0].topic for part in question.parts if part.guesses}
    several = len({s.topic for s in answer.statements if known[s.topic].group == group} - set(topics)) > 1
    wanted_list = answer.statements[0].topic in topics or bool(asked & set(topics)) or several

    def beside(statement: Statement) -> bool:
        if statement.topic in topics or not wanted_list:
            return statement.topic in topics and not wanted_list
        return known[statement.topic].group == group and statement.topic not in asked

    kept: list[Statement] = []
    for statement in answer.statements:
        double = any(is_list(s) and s.notice_id == statement.notice_id for s in kept) and statement.topic in topics
        if not double and not beside(statement):
            kept.append(statement)
    told = {statement.topic for statement in kept}
    return replace(answer, statements=tuple(kept), topics=tuple(topic for topic in answer.topics if topic in told))


def is_list(statement: Statement) -> bool:
    """Whether the statement is told as a list of materials; one that leaves open what was asked of them is not."""
    return statement.topic in list_topics() and statement.kind == "stated" and not statement.silent_on


def listed(voice: Voice, statement: Statement, question: Question) -> Listed:
    """The list of the statement's notice, or the part of it that the question names."""
    scope, want = question.scope, wanted(question.text, statement.topic)
    whole = make_list(voice.notice(statement.notice_id), voice.day, scope.path, scope.level)
    shown = part_of(whole, want)
    cited = (Citation.of(statement.notice_id, quote) for item in shown.items for quote in item.fact.quotes)
    sources = tuple(dict.fromkeys(cited)) or statement.citations
    told = tuple(parts(voice.say, shown, HEADINGS))
    return Listed(_summary(voice.say, whole, want), "\n".join(map(as_lines, told)), sources, told)


def counts(say: Phrasebook, found: MaterialList) -> str:
    """How many items there are in all."""
    return _summary(say, found, ListWanted(PARTS))


def _summary(say: Phrasebook, found: MaterialList, want: ListWanted) -> str:
    """网上传8项，纸质交6项（1项由单位出）: numbered as the notice does."""
    by_unit = [item for item in found.by_unit if item.fact.channel == "paper" and item.fact.item]
    own, unit = len(rows(found.paper)), len(rows(by_unit))
    said = []
    if "online" in want.parts and found.online:
        said.append(say("list_online", count=len(rows(found.online))))
    if "paper" in want.parts and own:
        said.append(say("list_paper_shared" if unit else "list_paper", count=own + unit, unit=unit))
    elif "paper" in want.parts and unit:
        said.append(say("list_paper_unit"))
    elif want.parts == ("by_unit",) and found.by_unit:
        said.append(say("list_unit", count=len(rows(found.by_unit))))
    return "，".join(said) + "。" if said else ""


def parts(say: Phrasebook, shown: MaterialList, headings: Mapping[str, str]) -> Iterator[Part]:
    """What the applicant uploads, hands in on paper, and what the unit sees to: as far as there is any of it.

    ``headings``: the phrase that heads each.
    """
    for name, phrase in headings.items():
        items = getattr(shown, name)
        if items:
            heading = say(phrase, clauses=_clauses(items))
            yield Part(name, heading, tuple(row_text(say, row) for row in rows(items)))


def as_lines(part: Part) -> str:
    """The part as text: its heading, and its items numbered."""
    return "\n".join([part.heading, *(f"{number}. {item}" for number, item in enumerate(part.items, 1))])


def _clauses(items: tuple[Item, ...]) -> str:
    """The clause that all the items stand in: 五(一)1, 五(一)2 … are 五(一)."""
    heads = dict.fromkeys(item.fact.clause.rstrip("0123456789") for item in items)
    return "、".join(heads)


def row_text(say: Phrasebook, row: tuple[Item, ...]) -> str:
    """What stands under one number, each item with its form, copies and years, and whom it is for."""
    return "、".join(_item(say, item) for item in row)


def _item(say: Phrasebook, item: Item) -> str:
    fact = item.fact
    details = (fact.form, say("list_copies", count=fact.copies) if fact.copies else "", fact.years)
    said = [words for words in details if words and words not in fact.name and len(words) <= LONGEST_REMARK]
    whom = [say("list_only_for", whom=item.only_for)] if item.only_for else []
    return fact.name + (f"（{'，'.join([*said, *whom])}）" if said or whom else "")
