"""What holds of every reply: nothing twice, the answer in a short first sentence, every clause that is used named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from actions.wording import Composer, Reply
from actions.wording.clarify import choice
from actions.wording.once import once
from actions.wording.sources import clauses
from policies_kb.answering import Answerer
from policies_kb.checklist import make_list, rows, wanted
from policies_kb.clauses import split_sentences
from policies_kb.loading import load_knowledge_base
from policies_kb.model.answer import Answer, Status
from policies_kb.model.question import Part, Question

HERE = Path(__file__).parent
BASE = load_knowledge_base()
BRAIN = Answerer(BASE)
ASKED = yaml.safe_load((HERE / "voice_questions.yml").read_text(encoding="utf-8"))
PLACES = list(dict.fromkeys(choice(notice) for notice in BASE.notices.values()))
TEXTS = list(dict.fromkeys(text.format(place=place) for text in ASKED for place in PLACES))
DAYS = (date(2024, 5, 6), date(2024, 10, 10), date(2026, 3, 2))
SHORT = 60  # characters of a first sentence, unless the fact itself is longer
WANTED = yaml.safe_load((HERE.parents[1] / "policies_kb/checklist/wanted.yml").read_text(encoding="utf-8"))


def replied(text: str, day: date) -> tuple[Answer, Reply]:
    reading = BRAIN.reader.read(text)
    scope = reading.scope_on(day)
    question = Question(text, day, scope, tuple(map(Part, reading.parts)), named=scope, scope_only=reading.scope_only)
    answer = BRAIN.answer(question)
    return answer, Composer(BASE, day).compose(answer, question)


@pytest.fixture(scope="module")
def replies() -> list[tuple[str, Answer, Reply]]:
    return [(f"{day} {text}", *replied(text, day)) for day in DAYS for text in TEXTS]


def sentences(text: str) -> list[str]:
    return [sentence.strip() for line in text.split("\n") for sentence in split_sentences(line) if len(sentence) > 6]


def test_no_sentence_stands_twice(replies: list[tuple[str, Answer, Reply]]) -> None:
    for asked, answer, reply in replies:
        if len(answer.notices) > 1:
            continue  # each notice says its own
        body = reply.text.split("网上传：")[0].split("纸质交：")[0].split("单位办：")[0]
        twice = [sentence for sentence, count in Counter(sentences(body)).items() if count > 1]
        assert not twice, f"{asked}\n{reply.text}"


def test_the_first_sentence_is_short_unless_the_fact_is_not(replies: list[tuple[str, Answer, Reply]]) -> None:
    for asked, answer, reply in replies:
        if answer.status is not Status.ANSWERED or len(answer.notices) > 1:
            continue
        first = sentences(reply.text)[0]
        longest = max(len(sentence) for s in answer.statements for f in s.facts for sentence in sentences(f.say + "。"))
        of_round = len(f"按{answer.statements[0].round}的通知，")
        assert len(first) <= max(SHORT, longest) + of_round, f"{asked}\n{reply.text}"


def test_it_never_says_both_yes_and_no(replies: list[tuple[str, Answer, Reply]]) -> None:
    for asked, answer, reply in replies:
        if answer.status is Status.ANSWERED and len(answer.notices) == 1:
            opening = sentences(reply.text)[0]
            assert not (opening.startswith("可以，") and "不能" in opening), f"{asked}\n{reply.text}"
            starts = {line[:3] for line in reply.text.split("\n")}
            assert not {"可以，", "不能申"} <= starts, f"{asked}\n{reply.text}"


def test_every_clause_named_in_the_sources_is_cited(replies: list[tuple[str, Answer, Reply]]) -> None:
    for asked, answer, reply in replies:
        source = next((line for line in reply.text.split("\n") if line.startswith("依据：")), "")
        if not answer.statements or not source:
            continue
        cited: dict[str, list[str]] = {}
        for citation in reply.custom["citations"]:
            cited.setdefault(citation["notice_id"], []).append(citation["clause"])
        for part in source.removeprefix("依据：").split("；"):
            notice, named = part.split(" ", 1)
            ids = [name for name, called in BASE.names.items() if called == notice]
            assert ids and all(stem in "、".join(cited[ids[0]]) for stem in _stems(named)), f"{asked}\n{reply.text}"


def _stems(named: str) -> list[str]:
    return [piece.split("至")[0].rstrip("0123456789") for piece in named.split("、") if not piece[:1].isdigit()]


def test_an_answer_has_its_source(replies: list[tuple[str, Answer, Reply]]) -> None:
    for asked, answer, reply in replies:
        if answer.status is Status.ANSWERED:
            assert "依据：" in reply.text, f"{asked}\n{reply.text}"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["五(一)1", "五(一)2", "五(一)3", "七"], "五(一)1至3、七"),
        (["五(一)1", "五(一)4"], "五(一)1、4"),
        (["五(四)", "五(四)2"], "五(四)"),
        (["附件4", "附件5"], "附件4、附件5"),
        (["二", "二"], "二"),
    ],
)
def test_clauses_are_all_named(names: list[str], said: str) -> None:
    assert clauses(names) == said


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["提交不得超过3次。", "材料要改。提交不得超过3次。"], ["提交不得超过3次。", "材料要改。"]),
        (["须满1年。", "须满12年。"], ["须满1年。", "须满12年。"]),
        (["要盖章。", "复印件不要盖章。"], ["要盖章。", "复印件不要盖章。"]),
        (["须经考核合格。", "须经考核合格，另有例外。"], ["须经考核合格，另有例外。"]),
    ],
)
def test_once(lines: list[str], left: list[str]) -> None:
    assert once(lines) == left


@pytest.mark.parametrize("case", WANTED["examples"], ids=[case["says"] for case in WANTED["examples"]])
def test_which_part_of_the_list_is_wanted(case: dict[str, object]) -> None:
    assert list(wanted(str(case["says"])).parts) == case["wants"]


@pytest.mark.parametrize("notice", BASE.notices.values(), ids=list(BASE.notices))
def test_every_wording_of_the_need_gets_the_same_list(notice: object) -> None:
    chosen = choice(notice)  # type: ignore[arg-type]
    day = date(2024, 10, 10)
    told = set()
    for case in WANTED["examples"]:
        reading = BRAIN.reader.read(chosen)
        question = Question(str(case["says"]), day, reading.scope_on(day), (), ("materials_online",), scope_only=True)
        answer = BRAIN.answer(question)
        if len(case["wants"]) == len(("online", "paper", "by_unit")) and len(answer.notices) == 1:
            told.add(Composer(BASE, day).compose(answer, replace(question, text=str(case["says"]))).text)
    assert len(told) <= 1


def test_a_list_without_a_person_keeps_every_item() -> None:
    for notice in BASE.notices.values():
        found = make_list(notice, date(2024, 10, 10))
        assert found.online
        assert sum(map(len, rows(found.items))) == len(found.items)
