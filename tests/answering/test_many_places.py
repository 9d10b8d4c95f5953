"""With a notice for every place on file, the place is asked step by step, and no list of all of them is ever said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from actions.wording import Composer
from bot.gateway.switched_off import notice_text
from policies_kb.answering import Answerer
from policies_kb.answering.places_asked import MOST_CHOICES
from policies_kb.loading import KnowledgeBase, Notice, load_knowledge_base
from policies_kb.model.answer import Answer, Status
from policies_kb.model.question import Part, Question, Scope, TopicGuess

DAY = date(2024, 10, 10)
SHORT = 200  # characters


@lru_cache(maxsize=1)
def everywhere() -> KnowledgeBase:
    """A notice on file for all series, as if one had been issued in every county and every prefecture without one."""
    base = load_knowledge_base()
    pattern = next(n for n in base.notices.values() if n.head.coverage.series_mode == "any")
    parents = {region.parent for region in base.reference.regions.values()}
    moved = {}
    for number, region in enumerate(r for r in base.reference.regions.values() if r.name not in parents):
        head = pattern.head
        head = head.model_copy(
            update={
                "id": f"everywhere-{number}",
                "line": f"everywhere-{number}",
                "short_name": f"{region.short}通知",
                "coverage": head.coverage.model_copy(update={"regions": (region.name,)}),
            }
        )
        moved[head.id] = Notice.of(
            pattern.record.model_copy(update={"notice": head}), pattern.text, pattern.tree, base.reference
        )
    return KnowledgeBase(moved, base.reference)


@lru_cache(maxsize=1)
def brain() -> Answerer:
    return Answerer(everywhere())


def asked(text: str, topic: str = "contact") -> tuple[Answer, Question]:
    reading = brain().reader.read(text)
    scope = reading.scope_on(DAY)
    parts = tuple(Part(part, (TopicGuess(topic, 0.9),)) for part in reading.parts)
    question = Question(reading.text, DAY, scope, parts, named=scope)
    return brain().answer(question), question


def county() -> tuple[str, str]:
    """A county with its prefecture."""
    regions = everywhere().reference.regions
    return next((region.name, region.parent) for region in regions.values() if region.parent)


def test_without_a_place_the_prefectures_are_asked_first() -> None:
    answer, question = asked("电话多少")
    regions = everywhere().reference.regions
    assert (answer.status, answer.missing, answer.statements) == (Status.CLARIFY, "region", ())
    assert answer.topics == ("contact",)
    assert 1 < len(answer.options) <= MOST_CHOICES
    assert all(regions[name].parent is None for name in answer.options)
    reply = Composer(everywhere(), DAY).compose(answer, question)
    assert len(reply.text) < SHORT
    assert [button["title"] for button in reply.buttons] == list(answer.options)


def test_the_county_answers_with_its_own_phone_alone() -> None:
    name, _ = county()
    answer, _ = asked(f"{name}电话多少")
    assert answer.status is Status.ANSWERED
    assert {everywhere().notices[s.notice_id].head.coverage.regions for s in answer.statements} == {(name,)}


def test_whom_to_phone_is_asked_for_by_place() -> None:
    name, _ = county()
    composer = Composer(everywhere(), DAY)
    anywhere = composer.handoff(Scope())
    assert len(anywhere.text) < SHORT
    assert 1 < len(anywhere.buttons) <= MOST_CHOICES
    assert not any(contact.phone in anywhere.text for n in everywhere().notices.values() for contact in n.contacts)
    here = composer.handoff(replace(Scope(), regions=(name,)))
    assert any(contact.phone in here.text for n in everywhere().notices.values() for contact in n.contacts)
    assert here.text.count("通知") == len(next(iter(everywhere().notices.values())).contacts)


def test_a_text_for_everybody_does_not_list_every_phone() -> None:
    assert len(notice_text("通知正在更正", everywhere())) < SHORT
