"""A whole notice drafted: carried over from last year's, changed, proved, with what is left standing open."""

from __future__ import annotations

import random
from datetime import date
from functools import lru_cache

import pytest

from evaluation.drafting.compare import compare
from evaluation.drafting.damage import DAMAGES
from evaluation.drafting.sister import Sister, sister
from policies_kb.clauses import bare, render
from policies_kb.drafting.changes import ChangeKind, changes
from policies_kb.drafting.draft import Draft, draft
from policies_kb.drafting.found import Mark
from policies_kb.drafting.leftover import values_in
from policies_kb.drafting.marks import marks
from policies_kb.drafting.reading import readable
from policies_kb.loading import KnowledgeBase, RecordError, load_knowledge_base, load_notice

TODAY = date(2026, 1, 1)
SEED = 11


@lru_cache(maxsize=1)
def base() -> KnowledgeBase:
    """The five frozen notices."""
    return load_knowledge_base()


def without(name: str) -> KnowledgeBase:
    """The other notices."""
    notices = {other: notice for other, notice in base().notices.items() if other != name}
    return KnowledgeBase(notices, base().reference, {other: base().sources[other] for other in notices})


def smallest() -> str:
    """The notice with the fewest facts: enough for what is true of all."""
    return min(base().notices, key=lambda name: len(base().notices[name].record.facts))


@lru_cache(maxsize=1)
def drafted() -> tuple[Sister, Draft]:
    """A changed copy of one notice, drafted with its true record as last year's."""
    copy = sister(base(), smallest(), SEED)
    return copy, draft(copy.text, base(), TODAY)


def test_last_years_notice_is_found_and_named() -> None:
    _, made = drafted()
    assert made.donor == smallest()
    assert made.head.notice["line"] == base().notices[smallest()].head.line
    assert made.head.notice["round"] == base().notices[smallest()].head.year + 1


def test_changed_values_are_read_anew_and_never_silent() -> None:
    copy, made = drafted()
    found = compare(made, copy.truth, added=copy.added)
    assert found.silent == []
    assert len(found.missed) <= 1
    assert found.wrong == []


def test_what_changed_stands_open_and_what_did_not_does_not() -> None:
    _, made = drafted()
    before = {fact.id: fact for fact in base().notices[smallest()].record.facts}
    for found in made.facts:
        if found.mark is Mark.CARRIED and found.id in before:
            same = bare(str(found.fact["quote"])) == bare(before[found.id].quote)
            assert same or found.open, found


def test_values_are_confirmed_one_by_one() -> None:
    _, made = drafted()
    for found in made.facts:
        for field in ("start", "end", "at", "hours", "times", "amount", "phone", "people", "address", "working_days"):
            if found.fact.get(field) is not None:
                assert field in found.confirm, found


def test_what_is_open_is_all_that_the_checks_still_say() -> None:
    _, made = drafted()
    try:
        load_notice(made.source, base().reference)
        left = []
    except RecordError as error:
        left = [problem.problem for problem in error.problems]
    open_ones = [bare(each.sentence) for each in made.unassigned]
    for problem in left:
        assert "没有收进记录" in problem
        assert any(bare(problem.split("“", 1)[1].rsplit("”", 1)[0]) == sentence for sentence in open_ones), problem


def test_the_new_sentence_stands_open_with_its_values() -> None:
    copy, made = drafted()
    shown = [bare(each.sentence) for each in made.unassigned]
    shown += [bare(str(found.fact["quote"])) for found in made.facts if found.open]
    assert any(bare(copy.added) == each or bare(copy.added) in each for each in shown)
    assert values_in(copy.added)


def test_rules_are_carried_and_what_rests_on_changed_facts_is_named() -> None:
    _, made = drafted()
    assert made.rules.rules["paths"][0]["paths"] == list(made.head.paths)
    by_id = {found.id: found for found in made.facts}
    conditions = [*made.rules.rules.get("common", ()), *made.rules.rules["paths"][0].get("conditions", ())]
    assert conditions
    for condition in conditions:
        if "fact" in condition:
            assert condition["fact"] in by_id
            if by_id[condition["fact"]].changed:
                assert any(condition["fact"] in line for line in made.rules.open)


def test_without_a_line_rules_are_only_proposed() -> None:
    made = draft(base().notices[smallest()].text, without(smallest()), TODAY)
    assert made.donor == ""
    assert {mark for mark, _ in made.rules.marks.values()} == {Mark.GUESSED}
    assert made.rules.open


def test_nothing_is_drafted_from_no_records_but_what_the_text_says() -> None:
    made = draft(base().notices[smallest()].text, KnowledgeBase({}, base().reference), TODAY)
    assert {found.mark for found in made.facts} <= {Mark.EXTRACTED, Mark.GUESSED}
    assert made.unassigned


def test_marks_name_every_fact_once() -> None:
    _, made = drafted()
    written = marks(made)
    assert [each["id"] for each in written["facts"]] == [found.id for found in made.facts]
    assert all(each["reason"] for each in written["facts"])


def test_changes_name_what_was_added_removed_and_changed() -> None:
    copy, _ = drafted()
    before = base().notices[smallest()].tree
    found = changes(before, copy.truth.tree)
    kinds = {change.kind for change in found}
    assert {ChangeKind.ADDED, ChangeKind.CHANGED} <= kinds
    assert any(change.now == copy.added for change in found if change.kind is ChangeKind.ADDED)
    for change in found:
        if change.kind is ChangeKind.CHANGED:
            assert "".join(piece.text for piece in change.pieces_before) == change.before
            assert "".join(piece.text for piece in change.pieces_now) == change.now
    assert changes(before, before) == []


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_never_makes_a_silent_error(damage: str) -> None:
    name = smallest()
    text = DAMAGES[damage](random.Random(SEED), render(base().notices[name].tree))
    read = readable(text)
    made = draft(read.text, without(name), TODAY, slips=read.slips, printed=read.printed)
    assert compare(made, base().notices[name], clean=False).silent == []


@pytest.mark.parametrize("text", ["", "\n", "一、", "附件", "2031年", "关于某事的通知\n\n一、某\n" * 5, "\x00x\n"])
def test_no_text_breaks_it(text: str) -> None:
    made = draft(text, base(), TODAY)
    assert made.source.files["text.txt"] == text
