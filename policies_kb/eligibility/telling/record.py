"""Assessments and service at the grass roots."""

from __future__ import annotations

from datetime import date

from .stance import UNSURE
from .story import Found, Story, only
from .tokens import Token

BAD = frozenset({"基本合格", "不合格"})
BEST, GOOD = "优秀", "合格"
EVERY_YEAR = 3  # 都合格: as many years as any notice looks at
REST_YEARS = 2
TOGETHER = ("和", "跟")
Mark = tuple[int | None, str, Token]


def assessments(story: Story, *, asked: bool = False) -> Found | None:
    """Most recent first; an empty list when there has been none; None when nothing is told, or not which year."""
    marks = _marks(story, asked)
    if not marks:
        return _none_yet(story, asked)
    grades = [grade for _, grade, _ in marks]
    words = tuple(token for _, _, token in marks)
    dated = sorted((mark for mark in marks if mark[0]), key=lambda mark: -(mark[0] or 0))
    if dated and (len(dated) > 1 or len(set(grades)) > 1):
        return _by_year(story, [grade for _, grade, _ in dated], [grade for year, grade, _ in marks if not year], words)
    if len(set(grades)) > 1:
        together = not BAD & set(grades) and len({token.clause for token in words}) == 1  # no order makes a difference
        return Found(grades, words) if together or asked or story.all("FROMLATEST") else None
    every = any(token.clause == mark[2].clause for token in story.all("ALL") for mark in marks)
    if grades[0] in BAD and not dated and not every and not asked:
        return None  # one bad year, but which
    return Found(grades[:1] * (_years_graded(story, marks) if every else 1), words)


def _years_graded(story: Story, marks: list[Mark]) -> int:
    """「两年都优秀」: as many as are told beside the grade, else as many as any notice looks at."""
    clauses = {token.clause for _, _, token in marks}
    told = [
        event.length
        for event in (*story.own("assessed"), *story.own("served"))
        if event.length and event.token.clause in clauses
    ]
    return int(told[0]) if told and told[0] >= 1 else EVERY_YEAR


def _by_year(story: Story, dated: list[str], rest: list[str], words: tuple[Token, ...]) -> Found | None:
    if not rest:
        return Found(dated, words)
    if len(set(rest)) == 1 and story.all("REST"):
        return Found(dated + rest[:1] * REST_YEARS, words)
    return Found(dated, words) if set(rest) <= set(dated) else None


def _marks(story: Story, asked: bool) -> list[Mark]:
    """Every grade with the year that it is told of; 「22、23年优秀」 is one grade of two years."""
    marks: list[Mark] = []
    years: list[int] = []
    last: Token | None = None
    for token in story.tokens:
        if not (asked or story.tells(token)) or token.modality == UNSURE:
            continue
        if _is_year(token):
            between = story.tokens[last.index + 1 : token.index] if last else []
            if any(not {"C", "D", "YEAR"} & set(other.tags) and other.text not in TOGETHER for other in between):
                years = []
            years.append(token.tags["YEAR"])
            last = token
        elif "GRADE" in token.tags:
            if (token.tags["GRADE"] in BAD and story.negated(token, 3)) or _missed(story, token):
                continue
            near = last is not None and token.clause - last.clause <= 1 and not _another_matter(story, last, token)
            marks += [(year, token.tags["GRADE"], token) for year in ((*years,) if near and years else (None,))]
            years = []
        elif "START" in token.tags:
            years = []
    return marks


def _missed(story: Story, grade: Token) -> bool:
    """「没评上优秀」: a grade that was not given."""
    return any("NOTITLE" in token.tags for token in story.before(grade, 2))


def _is_year(token: Token) -> bool:
    when = token.tags.get("DATE")
    return "YEAR" in token.tags and not isinstance(when, date) and not (isinstance(when, tuple) and when[1])


def _another_matter(story: Story, year: Token, grade: Token) -> bool:
    """Whether the year is of something else: a start, a title."""
    between = story.tokens[year.index : grade.index]
    return any("START" in token.tags or token.text in ("取得", "评上") for token in between)


def _none_yet(story: Story, asked: bool) -> Found | None:
    for token in story.tokens:
        if token.plays("ASSESS") == "lacking" and (asked or story.tells(token)):
            return Found([], (token,))
    return None


def years_as_told(years: float) -> float:
    """Whole years as a whole number."""
    return int(years) if years == int(years) else years


def service(story: Story, *, asked: bool = False) -> dict[str, Found]:
    """Unbroken years served after the title, and whether each of them was assessed best."""
    found: dict[str, Found] = {}
    if not asked and not story.all("SERVE"):
        return found
    grades = story.all("GRADE")
    best = [token for token in grades if token.tags["GRADE"] == BEST]
    after = [event for event in story.own("aftertitle") if event.length]
    lengths = after or [*story.own("served"), *story.own("unbroken")] or (story.own("assessed") if best else [])
    told = only([event for event in lengths if event.length], lambda event: event.length)
    if told and (after or not story.all("BREAK")):
        found["grassroots_years"] = Found(years_as_told(told.length), (told.token,))
    others = [token for token in grades if token.tags["GRADE"] != BEST]
    clauses = {token.clause for token in best}
    every = [token for token in story.all("ALL", "UNINT", "DUR") if token.clause in clauses]
    if best and not others and every:
        lacking = any(story.negated(token, 4) or _missed(story, token) for token in best)
        found["grassroots_excellent"] = Found(not lacking, (*every, *best))
    elif best and others and any(token.text in ("有", "一年") or token.tags.get("DUR") == 1 for token in story.tokens):
        found["grassroots_excellent"] = Found(False, (*best, *others))
    return found
