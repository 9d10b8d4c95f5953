"""Of which year a grade is told: a year by its number, or by its place: 头一年, 后三年, 其他两年."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .stance import UNSURE
from .story import Story
from .tokens import Token

BAD = frozenset({"基本合格", "不合格"})
TOGETHER = ("和", "跟")
YEAR, REST, NTH = "year", "rest", "nth"
EARLIEST, EARLIER, LATEST = "earliest", "earlier", "latest"
OF, IS = "的", ("是", "在", "就是", "就", "只有")  # 「合格的是头一年」
ALONE = 2  # signs of a word that is a place without a number of years: 往前, 后来


@dataclass(frozen=True)
class Place:
    """``number``: the year, which of the years, or how many; None where how many is not told."""

    kind: str
    number: int | None
    token: Token
    last: int  # index of its last token


@dataclass(frozen=True)
class Mark:
    """A grade, and the place that it is told of; None where no place is told."""

    place: Place | None
    grade: str
    token: Token


def marks(story: Story, *, asked: bool) -> list[Mark]:
    """Every grade with its place, in the order of telling; 「22、23年优秀」 is one grade of two years."""
    at = {place.token.index: place for place in _places(story.tokens)}
    found: list[Mark] = []
    open_places: list[Place] = []
    taken: set[int] = set()
    for token in story.tokens:
        if not (asked or story.tells(token)) or token.modality == UNSURE or token.index in taken:
            continue
        if token.index in at:
            place = at[token.index]
            if open_places and not _joined(story, open_places[-1], place):
                open_places = []
            open_places.append(place)
        elif "GRADE" in token.tags:
            if (token.tags["GRADE"] in BAD and story.negated(token, 3)) or missed(story, token):
                continue
            if (after := _told_after(story, token, at)) is not None:
                taken.add(after.token.index)
                found.append(Mark(after, token.tags["GRADE"], token))
                continue
            last = open_places[-1] if open_places else None
            near = last and token.clause - last.token.clause <= 1 and not _another_matter(story, last.token, token)
            places: list[Place | None] = [*open_places] if near else [None]
            found += [Mark(place, token.tags["GRADE"], token) for place in places]
            open_places = []
        elif "START" in token.tags:
            open_places = []
    return found


def missed(story: Story, grade: Token) -> bool:
    """「没评上优秀」: a grade that was not given."""
    return any("NOTITLE" in token.tags for token in story.before(grade, 2))


def _places(tokens: list[Token]) -> Iterator[Place]:
    for token in tokens:
        if _is_year(token):
            yield Place(YEAR, token.tags["YEAR"], token, token.index)
        elif kind := token.tags.get("ORDER") or ("REST" in token.tags and REST):
            counted = next((t for t in tokens[token.index + 1 : token.index + 3] if t.text != OF), None)
            length = counted.tags.get("DUR") if counted else None
            if counted and length and length == int(length):
                yield Place(kind, int(length), token, counted.index)
            elif kind == REST or (kind != NTH and len(token.text) >= ALONE):
                yield Place(kind, None, token, token.index)


def _is_year(token: Token) -> bool:
    when = token.tags.get("DATE")
    a_month = isinstance(when, tuple) and len(when) == 2 and bool(when[1])
    return "YEAR" in token.tags and not isinstance(when, date) and not a_month


def _joined(story: Story, before: Place, place: Place) -> bool:
    """Whether nothing but a comma or 和 stands between them: both are told of at once."""
    between = story.tokens[before.last + 1 : place.token.index]
    return all({"C", "D", "YEAR"} & set(token.tags) or token.text in TOGETHER for token in between)


def _told_after(story: Story, grade: Token, at: dict[int, Place]) -> Place | None:
    """「合格的是头一年」: the place that follows its grade."""
    rest = [token for token in story.after(grade, 4) if token.text != OF]
    is_so = next((i for i, token in enumerate(rest[:2]) if token.text in IS), None)
    if is_so is None or len(rest) <= is_so + 1 or rest[0].text not in IS:
        return None
    return at.get(rest[is_so + 1].index)


def _another_matter(story: Story, year: Token, grade: Token) -> bool:
    """Whether the year is of something else: a start, a title."""
    between = story.tokens[year.index : grade.index]
    return any("START" in token.tags or token.text in ("取得", "评上") for token in between)
