"""Measures in pairs, floors that only rise, what changed between two results, and one run from end to end."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import given
from hypothesis import strategies as st

from bot.gold.cases import Dialogue, Question, Story, Turn
from bot.gold.reply import Bubble
from evaluation import floors, heard, report, rows
from evaluation.compare import MENDED, changes, page
from evaluation.dialogues.evaluate import evaluate as evaluate_dialogues
from evaluation.dialogues.generate import generate as hold
from evaluation.eligibility.evaluate import evaluate_api, evaluate_conversation
from evaluation.eligibility.generate import ask_api, converse
from evaluation.measures import ALL, measure, of_groups
from evaluation.questions.evaluate import evaluate
from evaluation.questions.generate import generate
from evaluation.rows import Row
from evaluation.settings import PARTS, Settings


def row(name: str = "a", *, reply: str = "满1年", **given_: Any) -> Row:
    return Row(**{"group": "questions", "asked": ["?"], "expected": "content", **given_}, id=name, reply=reply)


def test_measures_come_in_pairs() -> None:
    found = measure(
        [
            row(first="满1年", statuses=["answered"], wanted=2, reply="一" * 10),
            row(first="满1年半", statuses=["not_stated"], wanted=2, lacking=1, faults=["f"], reply="一" * 20),
            row(statuses=["out_of_scope"], faults=["f"], reply="一" * 30),
            row(expected="refusal", citing=True, wrong=["w"], statuses=["answered"], reply="一" * 40),
            row(expected="silence", statuses=["not_stated"], cites=["c"], reply="一" * 50),
        ]
    )
    assert (found.right, found.wrong, found.cited) == (0.4, 0.2, 0.2)
    assert (found.complete, found.reply, found.first_bubble) == (0.75, 30, 3.5)
    assert (found.refused, found.false_answers) == (1 / 3, 1.0)
    assert (found.silences_caught, found.false_silences) == (1.0, 1 / 3)


def test_lengths_are_of_single_replies() -> None:
    table = of_groups([row(reply="一" * 8), row(group="dialogues", reply="一" * 900)])
    assert table[ALL].reply == 8
    assert table["dialogues"].reply is None


def test_every_breach_is_named() -> None:
    known = {"questions": {"right": 0.9, "wrong": 0.0}, "turns": {"right": 0.5}, "foreign elsewhere": {"wrong": 0.1}}
    assert floors.breaches(known, {"questions": {"right": 0.89, "wrong": 0.01}}) == [
        "questions: right 0.89 is under its floor 0.9",
        "questions: wrong 0.01 is over its limit 0",
        "turns: no case was judged",
    ]


figures = st.fixed_dictionaries({name: st.floats(0, 500) for name in (*floors.MORE, *floors.LESS)})


@given(figures, figures)
def test_floors_only_rise_and_the_same_run_passes(old: dict[str, float], new: dict[str, float]) -> None:
    result = floors.raised({"g": old}, {"g": new})["g"]
    assert all(result[name] >= old[name] for name in floors.MORE)
    assert all(result[name] <= old[name] for name in floors.LESS)
    if not floors.breaches({"g": old}, {"g": new}):
        assert not floors.breaches({"g": result}, {"g": new})


def test_writing_keeps_the_comment(tmp_path: Path) -> None:
    path = tmp_path / "floors.yml"
    path.write_text("# why\nquestions: {right: 0.1}\n", encoding="utf-8")
    better = floors.raised(floors.read(path), {"questions": {"right": 0.97, "wrong": 0.0}})
    floors.write(path, better)
    assert path.read_text(encoding="utf-8").startswith("# why\n")
    assert floors.read(path) == better == {"questions": {"right": 0.97, "wrong": 0.0}}


def test_the_command_line_is_the_configuration() -> None:
    parser = argparse.ArgumentParser()
    Settings.add_options(parser)
    settings = Settings.of(parser.parse_args(["--parts", "kinds", "--only", "x", "--raise-floors", "--out", "o"]))
    assert (settings.parts, settings.only, settings.raise_floors, settings.out) == (["kinds"], "x", True, Path("o"))
    assert Settings.of(parser.parse_args([])).parts == list(PARTS)
    assert Settings.model_validate(json.loads(settings.model_dump_json())) == settings


def test_what_changed_and_gained_a_silence() -> None:
    before = [row("a"), row("b", faults=["f"]), row("c"), row("d")]
    after = [row("a"), row("b", reply="满2年"), row("c", reply="通知没有写"), row("d", reply="满3年", wrong=["w"])]
    found = changes(before, after)
    assert [change.after.id for change in found] == ["d", "c", "b"]
    assert [change.gained_silence for change in found] == [False, True, False]
    assert found[-1].judgement == MENDED
    assert "**SILENCE GAINED**" in "\n".join(page(before, after))


def test_the_misjudged_are_listed_the_wrong_first() -> None:
    judged = [row("a"), row("b", cites=["c"]), row("c", faults=["f"]), row("d", wrong=["w"], why="二、条件")]
    assert [one.id for one in report.misjudged(judged)] == ["d", "c", "b"]
    text = "\n".join(report.page(judged))
    assert "Misjudged: 3, of them wrong 1" in text and "二、条件" in text


class Parrot:
    """Says the message back; asks once for the years before it gives a verdict."""

    def say(self, sender: str, message: str, day: date) -> list[Bubble]:
        if message == "失败":
            raise OSError("gone")
        if message == "我能报吗":
            return [Bubble(text="干了几年？", custom={"ask": "years"})]
        return [Bubble(text=f"{day:%d}日 {message}", custom={"eligibility": [self.result]})]

    def assess(self, target: str, applicant: dict[str, Any], day: date) -> list[dict[str, Any]]:
        return [{**self.result, "conditions": [{"quote": "满1年", "clause": "二"}]}]

    result: ClassVar[dict[str, str]] = {
        "notice_id": "a",
        "verdict": "not_yet",
        "window": "open",
        "earliest": "2024-12-01",
    }


STORY = Story(
    id="s",
    notice="a",
    target="初定初级",
    story="我能报吗",
    applicant={"years": 1},
    on=date(2024, 10, 10),
    verdict="not_yet",
    window="open",
    earliest=date(2024, 12, 1),
    must=[["1年"]],
)


def test_questions_from_asking_to_the_judgement(tmp_path: Path) -> None:
    cases = [Question(id="a", turns=["甲", "乙"], must=[["乙"]]), Question(id="b", turns=["失败"])]
    heard.write(tmp_path / "replies.jsonl", generate(cases, Parrot()))
    known = {one.id: one for one in heard.read(tmp_path / "replies.jsonl")}
    judged = list(evaluate("questions", cases, known, {}))
    assert [one.right for one in judged] == [True, False]
    rows.write(tmp_path / "judged.jsonl", judged)
    assert rows.read(tmp_path / "judged.jsonl") == judged


def test_dialogues_are_right_when_every_turn_is() -> None:
    turns = [Turn(say="甲", must=[["10日甲"]]), Turn(say="乙", today=date(2024, 10, 11), must=[["12日"]])]
    cases = [Dialogue(id="d", dialogue=turns)]
    judged = list(evaluate_dialogues(cases, {one.id: one for one in hold(cases, Parrot())}, {}))
    assert [(one.group, one.id, one.right) for one in judged] == [
        ("turns", "d.1", True),
        ("turns", "d.2", False),
        ("dialogues", "d", False),
    ]
    assert judged[-1].faults == ["turn 2: lacks 12日"]


def test_stories_are_told_and_put_to_the_api() -> None:
    texts = {"a": "满1年"}
    (api,) = evaluate_api([STORY], {one.id: one for one in ask_api([STORY], Parrot())}, texts)
    (told,) = evaluate_conversation("c", [STORY], {one.id: one for one in converse([STORY], Parrot())}, texts)
    assert api.right and told.right
    assert told.asked == ["我能报吗", "1年"]


def test_verdicts_windows_and_days_are_held_to() -> None:
    cases = [
        STORY.model_copy(update={"id": "other", "verdict": "need_info"}),
        STORY.model_copy(update={"id": "also", "verdict": "need_info", "why": "[另可: not_yet]"}),
        STORY.model_copy(update={"id": "window", "window": "closed"}),
        STORY.model_copy(update={"id": "day", "earliest": date(2024, 12, 2)}),
    ]
    texts = {"a": "满1年"}
    judged = {one.id: one for one in evaluate_api(cases, {one.id: one for one in ask_api(cases, Parrot())}, texts)}
    assert judged["other"].faults and not judged["other"].wrong
    assert judged["also"].right
    assert judged["window"].wrong == ["window open, expected closed"]
    assert judged["day"].faults == ["earliest 2024-12-01, expected 2024-12-02"]
