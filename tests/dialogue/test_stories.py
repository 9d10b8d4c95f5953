"""Stories written without sight of the words that are read in them: each is told, and every question answered."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.eligibility.telling import tell
from policies_kb.reading import Reader
from policies_kb.serving import serving_base

from .conftest import Say

CASES = [
    case
    for path in sorted((Path(__file__).parent.parent / "validation" / "stories").glob("*.yml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
LEAST_RIGHT = 0.97
MOST_WRONG = 0.005  # one reading in two hundred may say more than an expert would
MOST_MISREAD = 0.015  # of the facts read in the stories; the rest is asked for
MOST_QUESTIONS = 15
ALSO = re.compile(r"另可[:：]\s*([a-z_,\s、]+)")
WORDS = {
    "study_mode": {"非全日制": "不是全日制,在职读的", "党校": "党校的学历"},
    "unit_level": {"地直": "地直单位", "县": "县里的单位", "乡镇及以下": "乡镇的单位"},
    "current_title": {"无": "还没有职称"},
    "retired": {False: "在职", True: "已经退休了"},
    "under_discipline": {False: "没有受过处分", True: "还在处分期内"},
    "exam_only": {False: "不是以考代评的专业", True: "是以考代评的专业"},
    "grassroots_excellent": {False: "不是每年都优秀", True: "每年都优秀"},
}


def answer(field: str, case: dict[str, Any]) -> str:
    """What the person of the case says to a question."""
    person = case["applicant"]
    if field == "target":
        return str(case["target"])
    if field == "years" and "years" not in person:
        field = "work_start"
    value = person.get(field)
    if value is None:
        return "不清楚"
    if isinstance(value, list):
        return "、".join(value) if value else "还没有考核过"
    if field.endswith("years"):
        return f"{value}年"
    return WORDS.get(field, {}).get(value, str(value))


def judge(case: dict[str, Any], say: Say) -> tuple[bool, str]:
    """Whether the verdict on the notice of the case is right, and the verdict; "" for none."""
    sender, day, message = f"story-{case['id']}", str(case["on"]), case["story"]
    for _ in range(MOST_QUESTIONS):
        customs = [reply.custom for reply in say(sender, message, day)]
        results = [result for custom in customs for result in custom.get("eligibility", ())]
        asked = [custom["ask"] for custom in customs if custom.get("ask")]
        if results or not asked:
            break
        message = answer(asked[-1], case)
    if not results:
        return False, ""
    result = next((r for r in results if r["notice_id"] == case["notice"]), results[0])
    also = ALSO.search(case.get("why") or "")
    allowed = {case["verdict"], *re.findall(r"[a-z_]+", also[1] if also else "")}
    right = result["verdict"] in allowed and (result["window"] == case["window"] or result["window"] == "unknown")
    if case.get("earliest") and result["verdict"] == "not_yet":
        right &= str(result["earliest"]) == str(case["earliest"])
    return right, result["verdict"]


def test_stories_end_with_the_right_verdict(say: Say) -> None:
    judged = {case["id"]: (case["verdict"], *judge(case, say)) for case in CASES}
    failed = [name for name, (_, right, _) in judged.items() if not right]
    wrong = [name for name, (want, right, got) in judged.items() if not right and "eligible" in (want, got) and got]
    assert len(wrong) <= MOST_WRONG * len(judged), wrong
    assert len(failed) <= (1 - LEAST_RIGHT) * len(judged), failed


def misread(case: dict[str, Any], reader: Reader) -> list[str]:
    """Facts that are read in the story and are not so; specialties are free words and not compared."""
    on = date.fromisoformat(str(case["on"]))
    person = dict(case["applicant"])
    found = []
    for field, value in tell(case["story"], reader, on).values.items():
        real = person.get(field)
        if field == "specialty" or (field == "putonghua" and value == "无"):
            continue  # 无 is the same as nothing told of a certificate
        if field == "years":
            began = person.get("work_start")
            real = (on - began).days / 365.25 if began else person.get("years")
            same = real is not None and math.floor(real + 0.01) == math.floor(value + 0.01)
        elif field == "region":
            same = real is not None and (real in value or value in real)
        elif field == "assessments":
            same = real is None or set(value) <= set(real) or value == real
        else:
            same = str(value) == str(real)
        if not same:
            found.append(f"{case['id']} {field}: {value}, not {real}")
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


def test_few_facts_are_misread(reader: Reader) -> None:
    told = sum(len(tell(case["story"], reader, date.fromisoformat(str(case["on"]))).values) for case in CASES)
    wrong = [line for case in CASES for line in misread(case, reader)]
    assert len(wrong) <= MOST_MISREAD * told, wrong
