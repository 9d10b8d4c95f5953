"""Numbers of something: days of a posting, hours and times of resubmission, years of a penalty, deferrals."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import SENTENCE, counts, occurrences, plain, since

from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

YEAR = "个?年"
GRADES = {"不合格": "failed", "基本合格": "basic"}
NEAR = 30  # signs between a number of years and what lasts so long, at most


def posting(source: Source) -> Iterator[Found]:
    """Working days beside 公示."""
    for passage in source.rules:
        if passage.blank or not any(word in passage.text for word in words()["posting"]):
            continue
        for number, at in counts(passage.text, "个?工作日"):
            around = plain(passage.text)[max(0, at - NEAR) : at + NEAR]
            if any(word in around for word in words()["posting"]):
                quote = passage.text
                fact = {"id": "posting.period", "kind": "posting", "quote": quote, "working_days": int(number)}
                yield _sure(fact, passage, f"原文写着公示{int(number)}个工作日", "working_days")
                break


def resubmission(source: Source) -> Iterator[Found]:
    """Hours to mend what was returned, and how many times it may be handed in."""
    for passage in source.rules:
        if passage.blank or not any(word in passage.text for word in words()["returned"]):
            continue
        printed, late = plain(passage.text), tuple(words()["late"])
        found = counts(passage.text, "个?(?:小时|钟头)")
        hours = [int(number) for number, at in found if not printed[:at].endswith(late)]
        times = [int(n) for n, at in counts(passage.text, "次") if _of_handing_in(printed, at)]
        if len(set(hours)) == 1:
            fact = {"id": "return.deadline", "kind": "resubmission", "quote": passage.text, "hours": hours[0]}
            yield _sure(fact, passage, f"原文写着{hours[0]}小时", "hours")
        if len(set(times)) == 1:
            fact = {"id": "return.times", "kind": "resubmission", "quote": passage.text, "times": times[0]}
            yield _sure(fact, passage, f"原文写着{times[0]}次", "times")


def _of_handing_in(printed: str, at: int) -> bool:
    before = printed[since(printed, at, SENTENCE) : at]
    return any(len(before) - said.end <= NEAR // 2 for said in occurrences(before, words()["handed_in"]))


def penalties(source: Source) -> Iterator[Found]:
    """Every term of years with what lasts so long: two that look alike are two."""
    said = words()["penalties"]
    for passage in source.rules:
        if passage.blank:
            continue
        printed = plain(passage.text)
        signs = [found.start for found in occurrences(printed, said["signs"])]
        for number, at in counts(printed, YEAR):
            if number > 30 or not any(abs(sign - at) <= NEAR for sign in signs):
                continue
            quote = passage.text
            topic = _topic(passage.text, said["topics"])
            fact: dict[str, object] = {"id": f"penalty.{topic.split('_')[1]}", "kind": "penalty", "topic": topic}
            fact |= {"quote": quote, "years": int(number)}
            if any(word in printed[max(0, at - 12) : at] for word in said["next_year"]):
                fact["starts"] = "next_year"
            fact["say"] = _sentence(quote)
            yield _sure(fact, passage, f"原文写着{int(number)}年", "years", "starts")


def deferrals(source: Source) -> Iterator[Found]:
    """The years by which a grade of the yearly assessment puts an application off."""
    puts_off = words()["puts_off"]
    for passage in source.rules:
        printed = plain(passage.text)
        grades = occurrences(printed, GRADES)
        for at, grade in enumerate(grades):
            end = grades[at + 1].start if at + 1 < len(grades) else len(printed)
            own = printed[grade.end : end]
            said = [word for word in occurrences(own, puts_off) if not set(SENTENCE) & set(own[: word.start])]
            years = next((int(number) for number, place in counts(own, YEAR) if said and place == said[0].end), None)
            if years is not None:
                fact: dict[str, object] = {"id": f"deferral.{GRADES[grade.name]}", "kind": "deferral"}
                fact |= {"quote": passage.text, "grade": grade.name, "years": years}
                yield _sure(fact, passage, f"原文对{grade.name}写的是顺延{years}年", "years")


def _sure(fact: dict[str, object], passage: Passage, reason: str, *confirm: str) -> Found:
    return Found(fact, passage.clause, Mark.EXTRACTED, reason, confirm)


def _topic(text: str, topics: dict[str, list[str]]) -> str:
    return next((topic for topic, signs in topics.items() if any(sign in text for sign in signs)), "penalty_record")


def _sentence(text: str) -> str:
    """Words of the notice as a sentence of an answer."""
    return text.rstrip("；;，,。”’） )") + "。" if len(text) <= 250 else ""
