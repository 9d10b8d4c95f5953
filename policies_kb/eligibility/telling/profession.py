"""The series and specialty of the work, from the words of the gazetteer and of lexicon.yml."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import Any

from policies_kb.reading import Reading
from policies_kb.vocabulary import Mention

from .lexicon import lexicon
from .story import Found, Story
from .tokens import MENTIONED, Token

LONGEST_NAME = 20  # tokens that a name of the gazetteer may lie on
WORK = "work"  # the role of a word for a line of work
CLOSE = 6  # words between a school and the teaching there
DENYING = ("不是", "不算", "不属于", "跟", "和", "按", "并非", "又不是")


def profession(story: Story, reading: Reading) -> dict[str, Found]:
    """``series``, ``specialty`` and ``exam_only`` as far as they are told of this case."""
    found: dict[str, Found] = {}
    ours = [
        m
        for m in reading.mentions
        if (tokens := _tokens(story, m)) and all(map(story.tells, tokens)) and not _denied(story, tokens)
    ]
    if series := _series(story, reading, ours):
        found["series"] = series
    for mention in ours:
        if mention.entity == "specialty":
            found.setdefault("specialty", Found(mention.value, tuple(_tokens(story, mention))))
        elif mention.entity == "exam_only":
            found["exam_only"] = Found(True, tuple(_tokens(story, mention)))
    if "specialty" not in found and (subject := _subject(story)):
        found["specialty"] = subject
    if (told := story.all("EXAMONLY")) and not story.negated(told[0]):
        found["exam_only"] = Found(True, (told[0],))
    if told := story.all("NOEXAM"):
        found["exam_only"] = Found(False, (told[0],))
    return found


def named_beside(story: Story, reading: Reading, token: Token) -> list[tuple[str, Any]]:
    """The fields and values of the names of work that begin at the word."""
    found: list[tuple[str, Any]] = []
    for mention in reading.mentions:
        if mention.entity in MENTIONED and (tokens := _tokens(story, mention)) and tokens[0] is token:
            found.append((mention.entity, True if mention.entity == "exam_only" else mention.value))
    return found


def _tokens(story: Story, mention: Mention) -> list[Token]:
    """The tokens of a mention; none when a slip took it back."""
    label = MENTIONED.get(mention.entity, "")
    first = bisect_right(story.tokens, mention.start, key=lambda token: token.end)
    found = list(takewhile(lambda token: token.start < mention.end, story.tokens[first : first + LONGEST_NAME]))
    return found if all(label in token.tags for token in found) else []


def _denied(story: Story, tokens: list[Token]) -> bool:
    """「不是某系列」「按某系列这个通知」 name a series that is not the person's."""
    before, after = story.tokens[: tokens[0].index][-1:], story.tokens[tokens[-1].index + 1 :][:3]
    return any(token.text in DENYING for token in before) or any("PUBLICATION" in token.tags for token in after)


def _series(story: Story, reading: Reading, ours: list[Mention]) -> Found | None:
    lists = lexicon().lists
    named = [m for m in ours if m.entity == "series"]
    strong = [m for m in named if not m.weak and m.surface not in lists["WORKPLACE"]]
    hinted = {m.value for m in named if m.weak and m.surface in lists["HINT"]}
    if strong and not hinted - {m.value for m in strong}:
        # what somebody is says more than where: 医院的电工
        ranks: dict[str, tuple[bool, bool]] = {}
        for m in strong:
            rank = (not m.surface.endswith(lists["PROFESSION"]), m.value not in reading.own_notice)
            ranks[m.value] = min(rank, ranks.get(m.value, rank))
        nearest = [value for value, rank in ranks.items() if rank == min(ranks.values())]
        if len(nearest) == 1:
            return Found(nearest[0], tuple(t for m in strong if m.value == nearest[0] for t in _tokens(story, m)))
    elif not strong and not hinted and not story.person and {m.value for m in ours} & set(reading.scope.series[:1]):
        value = reading.scope.series[0]
        return Found(value, tuple(t for m in ours if m.value == value for t in _tokens(story, m)), strong=False)
    at_work = {m.value for m in named if m.surface in lists["HINT"] and not _workplace(story, m)}
    if not strong and not at_work and (line := _line_of_work(story, named)):
        return line
    return _teaches(story) if not strong else None


def _workplace(story: Story, mention: Mention) -> bool:
    """Whether the hint is a unit: where somebody works says less than the work that they name."""
    return all("UNIT" in token.tags for token in _tokens(story, mention))


def _line_of_work(story: Story, named: list[Mention]) -> Found | None:
    """「搞某一行的」: a word that is also used for other things, beside a word of doing it; it is only inferred."""
    spoken = [(m.value, token) for m in named for token in _tokens(story, m) if token.plays("SERIES") == WORK]
    if len({value for value, _ in spoken}) != 1:
        return None
    return Found(spoken[0][0], (spoken[0][1],), strong=False)


def _teaches(story: Story) -> Found | None:
    """A school with the teaching beside it, or with a title of teachers anywhere: 「在某中学 大专 想评二级教师」."""
    titles = [token for token in story.all("TITLE") if token.text.endswith(lexicon().lists["TEACH"])]
    for school in story.all("SCHOOL"):
        teaching = [token for token in story.after(school, CLOSE) if "TEACH" in token.tags] or titles
        if teaching:
            return Found(school.tags["SCHOOL"], (school, teaching[0]))
    return None


def _subject(story: Story) -> Found | None:
    """「教高中数学」「小学语文老师」: the one subject beside the teaching; none where several are named."""
    taught = [
        subject
        for subject in story.all("SUBJECT")
        for token in story.all("TEACH")
        if abs(token.index - subject.index) <= CLOSE and story.tells(subject)
    ]
    subjects = {token.text for token in taught}
    return Found(subjects.pop(), (taught[0],)) if len(subjects) == 1 else None
