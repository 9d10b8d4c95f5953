"""A bare answer to an open question of the check: what counts only because it was asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from policies_kb.reading import ASKING
from policies_kb.reading.clauses import clauses

from ..applicant import series_named
from ..values import fields
from . import record
from .denial import DENIALS, FIELDS, REACH
from .lexicon import lexicon
from .stance import UNSURE
from .story import Found, Story, only
from .titles import NONE, RANK
from .tokens import Token
from .working_time import APART, since

FREE = ("series", "specialty")  # fields that people answer in their own words
# what else a bare answer may tell: 演奏员 is a specialty and names its series as well
NAMES_BESIDES: dict[str, set[str]] = {
    "series": set(),
    "specialty": {"series", "unit_kind", "unit_level"},  # 小学数学, 乡镇兽医
}
SHORTEST_WORK, LONGEST_WORK = 2, 20  # characters
AGREED = "没错"  # a yes that begins as a no does
TIMES = ("years", "work_start", "work_period")
ENDS = " 。.!！"
SAYS_WHEN = " 吧呢的是" + ENDS


def says(text: str, label: str) -> bool:
    """Whether the text holds one of the words of that label of lexicon.yml."""
    return any(word in text for word in lexicon().lists[label])


def hedges(story: Story) -> bool:
    """Whether the answer is hedged as a whole: 「大概是优秀吧」 is not known, and is not asked again."""
    words = [token for token in story.tokens if not token.pause]
    return any("HEDGE" in token.tags for token in words) and all(token.modality == UNSURE for token in words[1:])


def affirms(text: str) -> bool:
    """Whether the answer is a yes and says nothing else; 「嗯等我看看」 is none."""
    return text.strip(ENDS).startswith(lexicon().lists["AGREES"]) and not denies(text) and _alone(text)


def denies(text: str) -> bool:
    """Whether the answer begins with a no."""
    plain = text.strip(ENDS)
    return plain.startswith(lexicon().lists["REFUSES"]) and not plain.startswith(AGREED)


def _alone(text: str) -> bool:
    """Whether a yes or no stands in its clause with no more than what may stand beside it."""
    lists = lexicon().lists
    words = sorted((w for label in ("AGREES", "REFUSES", "BESIDE") for w in lists[label]), key=len, reverse=True)
    first = next(iter(clauses(text)), "")
    for word in words:
        first = first.replace(word, "")
    return not first.strip(ENDS)


def answer(asking: str, story: Story, text: str, told: dict[str, Found], as_of: date, *, unknown: bool) -> None:
    """Adds to ``told`` what the message says in answer to the question for the field ``asking``."""
    if asking == "grassroots_years":
        told.pop("years", None)
    if asking == "grassroots_excellent":
        told.pop("assessments", None)  # 「每年都优秀」 answers for the years served, however many
    if asking in TIMES and not set(TIMES) & set(told):
        told |= _time(story, as_of)
    elif not set(TIMES) & set(told) and (day := _bare_day(story)):
        told["work_start"] = day  # a day and nothing else, in a check, is the day on which they began
    bare = _alone(text) and not _of_another(asking, story, told)
    if asking not in told and (found := _of_field(asking, story, bare=bare)) is not None:
        told[asking] = found
    if asking not in told and not unknown and (button := _button(asking, text, bare=bare)) is not None:
        told[asking] = Found(button)
    elif (
        asking in FREE
        and asking not in told
        and not unknown
        and set(told) <= NAMES_BESIDES[asking]
        and _names_work(text)
    ):
        # work in the person's own words: no series that we know, so it is kept as the specialty
        told["specialty"] = Found(text.strip(ENDS))


def _time(story: Story, as_of: date) -> dict[str, Found]:
    days = [token for token in story.all("DATE") if isinstance(token.tags["DATE"], date)]
    if (day := only(days, lambda token: token.tags["DATE"])) is not None:
        return {"work_start": Found(day.tags["DATE"].isoformat(), (day,))}
    lengths = [token for token in story.all("DUR") if token.plays("DUR") not in APART]
    if (length := only(lengths, lambda token: token.tags["DUR"])) is not None:
        return {"years": Found(length.tags["DUR"], (length,))}
    alone = [token for token in story.all("MD") if not days]
    if (day := only(alone, lambda token: token.tags["MD"])) is not None:
        return _latest(day, as_of)
    spans = [t for t in story.all("DATE") if isinstance(t.tags["DATE"], tuple)]
    if (span := only(spans, lambda token: token.tags["DATE"])) is not None:
        return since(span, span.tags["DATE"], as_of)
    return {}


def _latest(day: Token, as_of: date) -> dict[str, Found]:
    """A day without a year is the last one."""
    try:
        this_year = date(as_of.year, *day.tags["MD"])
        started = this_year if this_year <= as_of else date(as_of.year - 1, *day.tags["MD"])
    except ValueError:
        return {}
    return {"work_start": Found(started.isoformat(), (day,))}


def _bare_day(story: Story) -> Found | None:
    """「打错了 是前年11月20号」: a day, and nothing else but that it corrects what was said."""
    days = [token for token in story.tokens if isinstance(token.tags.get("DATE"), date)]
    if len(days) != 1:
        return None
    rest = [t for t in story.tokens if t is not days[0] and not (t.pause or "SLIP" in t.tags or t.text in SAYS_WHEN)]
    return Found(days[0].tags["DATE"].isoformat(), (days[0],)) if not rest else None


def _of_another(asking: str, story: Story, told: dict[str, Found]) -> bool:
    """Whether the clause that begins with a yes or a no says so of something else: 「不是本科」「是事业单位」."""
    clause = [token for token in story.tokens if token.clause == 0]
    if any(token.text in DENIALS and FIELDS.keys() & _labels(story.after(token, REACH)) for token in clause):
        return True
    return any(word.clause == 0 for name, found in told.items() if name != asking for word in found.words)


def _labels(tokens: list[Token]) -> set[str]:
    return {label for token in tokens for label in token.tags}


def _of_field(asking: str, story: Story, *, bare: bool) -> Found | None:
    if asking == "grassroots_years":
        length = only(story.all("DUR"), lambda token: token.tags["DUR"])
        return Found(record.years_as_told(length.tags["DUR"]), (length,)) if length else None
    if asking == "current_title":
        named = [(t.tags.get("TITLE") or t.tags.get("LEVELWORD"), t) for t in story.all("TITLE", "LEVELWORD")]
        if named:
            best = max(named, key=lambda pair: RANK.index(str(pair[0])))
            return Found(best[0], (best[1],))
        none = bare and story.tokens and "NEG" in story.tokens[0].tags
        return Found(NONE, (story.tokens[0],)) if none else None
    if asking == "education":
        level = only(story.all("EDU"), lambda token: token.tags["EDU"])
        return Found(level.tags["EDU"], (level,)) if level else None
    return None


def _button(asking: str, text: str, *, bare: bool) -> Any:
    """A pressed button, the stored value itself, or a ``bare`` yes or no."""
    options = fields()[asking].options if asking in fields() else {}
    plain = text.strip(ENDS)
    if asking == "series":
        return series_named(plain)
    for stored, title in options.items():
        if plain in (str(stored), title):
            return _grades(stored) if asking == "assessments" else stored
    if bare and set(options) == {True, False}:
        return False if denies(plain) else True if affirms(plain) else None
    return None


def _grades(stored: Any) -> list[str]:
    return [] if stored == "没有" else [str(stored)]


def _names_work(text: str) -> bool:
    """Whether a bare answer can name somebody's line of work: short, no question, no 不知道."""
    plain = text.strip(ENDS)
    if not SHORTEST_WORK <= len(plain) <= LONGEST_WORK or ASKING.search(plain):
        return False
    return not any(says(plain, label) for label in ("PUZZLED", "UNKNOWN", "CANCEL"))
