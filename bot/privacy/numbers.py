"""Finds numbers of people in a text, however they are spaced, in whatever digits.

Every digit is one character, full-width and Chinese ones too, so that places in what is read are places in the text.
A *group* is a row of digits of one writing without a break; a *run* is groups with separators between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from . import checks
from .forms import Grouping, forms, numerals, widths

Published = Callable[[str], bool]  # a phone as a notice prints it, digits alone → whether one does


@dataclass(frozen=True)
class Span:
    """[start, end) in the text, and the token that takes its place."""

    start: int
    end: int
    token: str


@dataclass(frozen=True)
class Group:
    """``digits`` are plain; ``after``: the separator behind it."""

    start: int
    end: int
    digits: str
    after: str


def spans(text: str, published: Published) -> Iterator[Span]:
    """The numbers to mask, in reading order; a phone that ``published`` knows is none."""
    plain = text.translate(widths())
    for run in _runs().finditer(plain):
        yield from _of_run(plain, _groups(plain, run.start(), run.end()), published)


def digits_of(text: str) -> str:
    """The text as digits, everything else left out."""
    return re.sub(r"\D", "", text.translate(widths()).translate(numerals()))


def _of_run(plain: str, groups: list[Group], published: Published) -> Iterator[Span]:
    alone = [_complete(group) for group in groups]
    spelt = forms().most_groups < len(groups) <= LONGEST and all(len(group.digits) == 1 for group in groups)
    before = list(accumulate((len(group.digits) for group in groups), initial=0))  # digits before each group
    at = 0
    while at < len(groups):
        found = 1
        most = min(at + forms().most_groups, len(groups))
        for end in (len(groups),) if spelt else range(most, at, -1):
            if not SHORTEST <= before[end] - before[at] <= (LONGEST if end - at > 1 else before[end]):
                continue
            if end - at > 1 and any(alone[at:end]) and not _joined_identity(groups[at:end]):
                continue  # a whole number beside others is not a part of one
            token = _token(groups[at:end], published)
            if token is None:
                continue
            if token:
                yield Span(_opened(plain, groups[at], groups[end - 1], token), groups[end - 1].end, token)
            found = end - at
            break
        at += found


def _complete(group: Group) -> bool:
    """Whether the group alone is a number of some kind."""
    digits = group.digits
    if len(digits) < checks.MOBILE:
        return False
    return (
        checks.phone(digits) is not None
        or checks.is_identity(digits)
        or (checks.is_card(digits) and checks.is_luhn(digits))
    )


def _joined_identity(groups: list[Group]) -> bool:
    return checks.is_identity("".join(group.digits for group in groups))


def _token(groups: list[Group], published: Published) -> str | None:
    """What takes the place of the groups read as one number; "" where they are one that stays, None where they are
    none."""
    digits = "".join(group.digits for group in groups)
    size = len(digits)
    if size != checks.IDENTITY:
        digits = digits.removesuffix("X")  # a letter that happens to follow a phone
    tokens, grouping = forms().tokens, tuple(len(group.digits) for group in groups)
    listing = any(_lists(group.after) for group in groups[:-1])
    if checks.are_dates([group.digits for group in groups]):
        return None
    number = checks.phone(digits)
    if number is not None and _as_phone(grouping, digits, listing):
        return "" if published(number) else tokens.phone
    if checks.is_identity(digits) and (not listing or _usual(grouping, forms().identity.listed)):
        return tokens.identity
    if checks.is_card(digits):
        usual = len(groups) == 1 or _usual(grouping, forms().card.usual)
        if usual or (not listing and checks.is_luhn(digits)):
            return tokens.card
    if len(groups) == 1:
        if size >= forms().long_:
            return tokens.number
        if size > checks.MOBILE and (checks.is_mobile(digits[: checks.MOBILE]) or _tail(groups[0])):
            return tokens.phone
    return None


def _as_phone(grouping: Grouping, digits: str, listing: bool) -> bool:
    """Whether phones are written in such groups; the country code and the area code may be groups of their own."""
    if len(grouping) == 1 or set(grouping) == {1}:
        return True
    form = forms().mobile
    if checks.is_mobile(digits):
        groups = _without(grouping, len(digits) - checks.MOBILE)
        return _usual(groups, form.listed) or (not listing and len(groups) <= form.most_groups)
    return not listing and len(grouping) <= form.most_groups and digits.startswith(("0", "86"))


def _without(grouping: Grouping, before: int) -> Grouping:
    """The groups of the eleven digits: what stands before them taken off the first."""
    if before <= 0:
        return grouping
    if grouping[0] <= before:
        return _without(grouping[1:], before - grouping[0])
    return (grouping[0] - before, *grouping[1:])


def _usual(grouping: Grouping, listed: tuple[Grouping, ...]) -> bool:
    return grouping in listed or set(grouping) == {1}


def _tail(group: Group) -> bool:
    return checks.is_mobile(group.digits[-checks.MOBILE :])


def _start(group: Group, token: str) -> int:
    """Where the number begins: a numeral of the word before it («统一», «之二») is no part of it."""
    digits = group.digits
    late = len(digits) > checks.MOBILE and _tail(group) and not checks.is_mobile(digits[: checks.MOBILE])
    if token == forms().tokens.phone and late and checks.phone(digits) is None:
        return group.end - checks.MOBILE
    return group.start


def _opened(plain: str, first: Group, last: Group, token: str) -> int:
    """Where the number begins, its plus sign or bracket taken in."""
    start = _start(first, token)
    closes = forms().opens.get(plain[start - 1 : start]) if token == forms().tokens.phone else None
    return start - 1 if closes is not None and closes in plain[start : last.end] else start


def _lists(separator: str) -> bool:
    return any(char in separator for char in forms().listing)


def _groups(plain: str, start: int, end: int) -> list[Group]:
    found = list(_group().finditer(plain, start, end))
    ends = [one.start() for one in found[1:]] + [end]
    return [
        Group(one.start(), one.end(), _digits(one[0]), plain[one.end() : before])
        for one, before in zip(found, ends, strict=True)
    ]


def _digits(written: str) -> str:
    last = written[-1]
    letter = last in forms().check_letters
    return (written[:-1] if letter else written).translate(numerals()) + ("X" if letter else "")


SHORTEST = 10  # digits of the shortest number (a landline with a short area code)
LONGEST = 23  # digits of the longest that is written in groups


@lru_cache(maxsize=1)
def _group() -> re.Pattern[str]:
    chinese, letters = re.escape("".join(forms().numerals.values())), re.escape(forms().check_letters)
    return re.compile(rf"(?:[0-9]+|[{chinese}]+)(?:[{letters}](?![0-9A-Za-z]))?")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    """A run holds ten digits at least."""
    gap = "".join(re.escape(char) for char in (*forms().within, *forms().listing))
    group = _group().pattern
    return re.compile(rf"(?:{group})(?:[{gap}]{{0,{forms().longest_gap}}}(?:{group}))*")
