"""Years of work that a path asks for, by education."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policies_kb.lexers import CLAUSE, SENTENCE, counts, mentions, occurrences, since, until
from policies_kb.loading.typed_values.amounts import SAME_YEAR, YEAR, spoken, years_by_education
from policies_kb.model.facts import Education

from ..folded import Folded
from ..found import Found, Mark
from ..passages import Passage
from ..source import Source
from ..words import words

BREAK = CLAUSE + "、"
SLUGS = {
    "中专": "secondary",
    "大专": "college",
    "本科": "bachelor",
    "硕士": "master",
    "博士": "doctor",
    "博士后出站": "postdoc",
}


def years(source: Source) -> Iterator[Found]:
    """The 满…年 or 当年 that follows an education's own words, where the sentence speaks of work.

    Where one of a clause may be of something else than a first title, the others may, too.
    """
    found = list(_years(source))
    doubts = {each.clause: each.unsure for each in found if each.unsure}
    for each in found:
        doubt = doubts.get(each.clause, "")
        yield replace(each, mark=Mark.GUESSED, unsure=doubt) if doubt and not each.unsure else each


def _years(source: Source) -> Iterator[Found]:
    said = words()["years"]
    for passage in source.rules:
        if passage.blank:
            continue
        folded, seen = Folded(passage.text), set[tuple[str, Education, int, int]]()
        for education, start, end, number in _each(folded.plain, source):
            between = folded.plain[start:end]
            told = any(word in between for word in (*said["work"], *said["marks"], SAME_YEAR))
            if not told or _recent(between):
                continue
            quote = _quote(folded, start, end)
            if number not in years_by_education(quote, source.reference).get(education, set()):
                quote = passage.text
            if (passage.clause, education, number, end) not in seen:
                seen.add((passage.clause, education, number, end))
                yield _fact(education, number, quote, folded.plain[:end], passage, source)


def _each(printed: str, source: Source) -> Iterator[tuple[Education, int, int, int]]:
    """Education, where it is named, where its number of years ends, and the number."""
    found = [(int(number), at) for number, at in counts(printed, YEAR) if number < 30]
    found += [(0, at.start) for at in occurrences(printed, (SAME_YEAR,))]
    named = mentions(printed, source.reference.terms["educations"])
    for at, mention in enumerate(named):
        for education, numbers in years_by_education(printed[mention.start :], source.reference).items():
            if education != mention.name or not numbers:
                continue
            later = [pair for pair in found if pair[1] >= mention.end]
            number, place = min(later, key=lambda pair: pair[1], default=(0, -1))
            another = any(other.name == mention.name and other.start < place for other in named[at + 1 :])
            if place >= 0 and number in numbers and not another and not _ends(printed[mention.end : place]):
                end = place + len(SAME_YEAR) if number == 0 else printed.index("年", place) + 1
                yield education, mention.start, end, number
            break


def _ends(between: str) -> bool:
    """Whether a sentence ends between the education and the number."""
    return any(sign in between for sign in SENTENCE)


def _recent(between: str) -> bool:
    """Whether the years are those before the application, as of papers: 近三年."""
    return between.endswith("年") and bool(occurrences(between[-5:], words()["years"]["recent"]))


def _fact(education: Education, number: int, quote: str, leading: str, passage: Passage, source: Source) -> Found:
    said = words()["years"]
    name = education.value
    paths = source.paths_in(passage.text, passage.headings)
    fact = {
        "id": f"years.{SLUGS.get(name, 'other')}",
        "kind": "years",
        "quote": quote,
        "years": number,
        "education": [name],
    }
    unsure = "原文写“分别”，哪个数是谁的请照原文对" if words()["in_turn"] in passage.text else ""
    if any(word in leading[since(leading, len(leading), SENTENCE) :] for word in said["not"]):
        unsure = "这一句还说到任职或考核，不一定是初定的年限"
    if len(source.head.paths) > 1:
        if len(paths) == 1:
            fact |= {"paths": paths}
            fixed = source.reference.paths[paths[0]].levels
            if fixed:
                fact |= {"levels": list(fixed)}
        else:
            unsure = "没有读出是哪种方式的年限"
        if paths and not source.reference.paths[paths[0]].ordinary:
            fact["id"] = f"years.{paths[0]}"
    mark = Mark.GUESSED if unsure else Mark.EXTRACTED
    reason = f"原文对{name}写的是“{spoken(number)}”"
    return Found(fact, passage.clause, mark, reason, ("years", "education"), unsure=unsure)


def _quote(folded: Folded, start: int, end: int) -> str:
    before = since(folded.plain, start, BREAK)
    stop = until(folded.plain, end, BREAK)
    return folded.cut(before, stop + (folded.plain[stop : stop + 1] in tuple("。；;")))
