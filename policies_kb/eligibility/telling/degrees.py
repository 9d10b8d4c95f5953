"""Finished degrees, each with its way of study."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from .events import Event
from .story import Found, Story, only

ORDER = ("高中及以下", "中专", "大专", "本科", "硕士", "博士", "博士后出站")
FULL, PART, PARTY = "全日制", "非全日制", "党校"
BESIDE = 3  # gap between a degree and the way it was studied across a pause
CHOSEN = "chosen"  # the role of a degree by which somebody wants to be judged
AROUND = 6  # words between 以前 and the degree
NEARLY_OUT, OUT = "博士", "博士后出站"


@dataclass(frozen=True)
class Degree:
    """A finished degree; ``mode`` is None where it is not told."""

    level: str
    mode: str | None
    event: Event


def degrees(story: Story) -> dict[str, Found]:
    """``education`` and ``study_mode`` of the highest degree; ``other_degrees`` where each has a way of study."""
    held = _beyond_school(story.own("degree", "held"))
    modes = [mode for mode in story.own("mode", "held") if not _under_way(story, mode)]
    if _asks_which(story):
        return _mode_found(modes)
    ways = _modes_of(held, modes)
    told = [Degree(event.value, ways.get(event.token.index), event) for event in held]
    levels = list(dict.fromkeys(degree.level for degree in told))
    if OUT in levels and story.all("NOTOUT"):
        levels = [NEARLY_OUT]
    found: dict[str, Found] = {}
    if len(levels) == 1:
        found["education"] = Found(levels[0], tuple(event.token for event in held))
        if mode := _single_mode(modes):
            found["study_mode"] = mode
        return found
    if set(levels) == {NEARLY_OUT, OUT}:
        return {"education": Found(OUT, tuple(event.token for event in held)), **_mode_found(modes)}
    if not told:
        named = only(story.own("degree", CHOSEN), lambda event: event.value)
        level = {"education": Found(named.value, (named.token,))} if named else {}
        return level | _mode_found(modes)
    return _several(story, told, modes)


def besides(story: Story) -> bool:
    """「以前还读过统招中专」「后来又拿了本科」: whether the one degree told is one besides another."""
    held = story.own("degree", "held")
    return len({event.value for event in held}) == 1 and any(
        {"ALSO", "FORMER", "LATER"} & set(token.tags) for event in held for token in story.before(event.token, AROUND)
    )


def chosen(story: Story) -> str | None:
    """「那按中专算呢」: the level by which to judge; None where none is named, or more than one."""
    named = only(story.own("degree", CHOSEN), lambda event: event.value)
    return str(named.value) if named else None


def _asks_which(story: Story) -> bool:
    """「究竟是硕士还是博士」: whoever asks which of two it is does not know it."""
    named = story.all("EDU")
    return any(
        any(token.text == "还是" for token in story.tokens[one.index + 1 : other.index])
        for one, other in pairwise(named)
        if other.index - one.index <= BESIDE and one.tags["EDU"] != other.tags["EDU"]
    )


def _beyond_school(held: list[Event]) -> list[Event]:
    """Without the school before any other degree: 「高中毕业后来读的函授本科」."""
    return [event for event in held if event.value != ORDER[0]] or held


def _under_way(story: Story, mode: Event) -> bool:
    """Whether the only degree told in the clause is not finished: its way of study says nothing of another one."""
    beside = [event for event in story.own("degree") if event.token.clause == mode.token.clause]
    return bool(beside) and all(event.role == "none" for event in beside)


def _several(story: Story, told: list[Degree], modes: list[Event]) -> dict[str, Found]:
    """Two degrees are two cases when it is told which way each was studied; else the field stays open."""
    highest = max(told, key=lambda degree: ORDER.index(degree.level))
    lower = [degree for degree in told if degree.level != highest.level]
    ways = {event.value for event in modes}
    one_way = len(ways) == 1 and (bool(story.all("FORMER", "LATER")) or len(modes) >= len(told))
    if OUT in {degree.level for degree in told}:
        return _mode_found(modes)
    if not one_way and any(degree.mode is None for degree in lower):
        return {}  # which way of study belongs to which degree is not told either
    sure = all(degree.mode for degree in lower)  # the way of a lower degree may be the better one
    found = {"education": Found(highest.level, (highest.event.token,), sure)}
    if highest.mode:
        found["study_mode"] = Found(highest.mode, (highest.event.token,), sure)
    others = {(degree.level, degree.mode) for degree in lower if degree.mode and degree.mode != highest.mode}
    if others:
        ordered = sorted(others, key=lambda pair: -ORDER.index(pair[0]))
        found["other_degrees"] = Found(
            [{"education": level, "study_mode": mode} for level, mode in ordered],
            tuple(degree.event.token for degree in lower),
        )
    return found


def _modes_of(held: list[Event], modes: list[Event]) -> dict[int, str]:
    """The way of study of each degree by its place: in its own word, or the one told beside it, nearer to no other."""
    found: dict[int, tuple[int, str]] = {}
    for mode in modes if held else ():
        nearest = min(held, key=lambda other: (other.token.clause != mode.token.clause, _gap(mode, other)))
        if mode.token.clause == nearest.token.clause or _gap(mode, nearest) <= BESIDE:
            told = (_gap(mode, nearest), str(mode.value))
            found[nearest.token.index] = min(found.get(nearest.token.index, told), told)
    own = {event.token.index: str(event.token.tags["MODE"]) for event in held if event.token.tags.get("MODE")}
    return {index: value for index, (_, value) in found.items()} | own


def _gap(mode: Event, degree: Event) -> int:
    """Tokens between them; 全日制大专 stands closer than 大专全日制."""
    distance = degree.token.index - mode.token.index
    return 2 * distance if distance >= 0 else -2 * distance + 1


def _single_mode(modes: list[Event]) -> Found | None:
    kinds = {event.value for event in modes}
    if PARTY in kinds:
        kinds = {PARTY}
    elif kinds == {FULL, PART} and not any("应届" in event.words or "统招" in event.words for event in modes):
        kinds = {PART}  # 「全日制没有，自考的」
    fitting = [event for event in modes if event.value in kinds]
    chosen = only(fitting, lambda event: event.value)
    return Found(chosen.value, (chosen.token,)) if chosen else None


def _mode_found(modes: list[Event]) -> dict[str, Found]:
    found = _single_mode(modes)
    return {"study_mode": found} if found else {}
