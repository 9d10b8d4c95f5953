"""The cases on file can be read, each field known, each id once; what is told in conversation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.gold.cases import CasesInvalid, Dialogue, Question, Story, load
from evaluation import dialogues, eligibility, foreign, questions
from evaluation.eligibility.answers import answer
from evaluation.run import tasks
from evaluation.settings import Settings


def test_every_case_on_file_is_read() -> None:
    found = tasks(Settings(parts=["questions", "kinds", "dialogues", "eligibility", "foreign", "regression"]))
    assert all(task.cases for task in found)
    assert len({task.replies for task in found}) == len(found)


def test_every_pattern_is_one() -> None:
    asked = load(Question, [path for paths in questions.GROUPS.values() for path in paths])
    turns = [turn for case in load(Dialogue, dialogues.CASES) for turn in case.dialogue]
    for held in (*asked, *turns):
        for pattern in [*held.must_not, *held.noise, *(p for group in held.must + held.first for p in group)]:
            re.compile(pattern.removeprefix("re:") if pattern.startswith("re:") else "")


def test_an_unknown_field_and_a_second_id_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.yml"
    path.write_text("- {id: a, turns: [甲], musst: [[b]]}\n", encoding="utf-8")
    with pytest.raises(CasesInvalid, match="musst"):
        load(Question, [path])
    path.write_text("- {id: a, turns: [甲]}\n- {id: a, turns: [乙]}\n", encoding="utf-8")
    with pytest.raises(CasesInvalid, match="stand twice: a"):
        load(Question, [path])


def test_foreign_questions_stand_once() -> None:
    asked = [case.turns[0] for case in foreign.load(foreign.QUESTIONS)]
    assert len(asked) == len(set(asked)) > 100


def test_what_the_person_of_a_case_answers() -> None:
    case = load(Story, eligibility.CASES)[0].model_copy(
        update={
            "target": "初定初级",
            "applicant": {
                "study_mode": "非全日制",
                "retired": False,
                "years": 3,
                "grassroots_years": 5,
                "assessments": [],
                "specialty": "水利",
            },
        }
    )
    said = {field: answer(field, case) for field in ("target", "study_mode", "retired", "assessments", "specialty")}
    assert said == {
        "target": "初定初级",
        "study_mode": "不是全日制,在职读的",
        "retired": "没有退休,在职",
        "assessments": "还没有考核过",
        "specialty": "水利",
    }
    assert answer("work_start", case) == answer("years", case) == "3年"
    assert answer("grassroots_years", case) == "连续5年"
    assert answer("putonghua", case) == "不清楚"
