"""Sums over people: fees by path and level, copies of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from policies_kb.loading import Notice
from policies_kb.model.answer import Statement
from policies_kb.model.facts import AnyFact, FeeFact, Level, MaterialFact
from policies_kb.reading.quantities import heads
from policies_kb.reference import load_reference
from policies_kb.vocabulary import Mention

from .asker import Asker
from .found import Found, found
from .words import asks, beside, has, words

CALLED = 3  # characters by which people call a fee: 评审费 for 职称评审费
MOST_WAYS = 2  # of one sum: more are no answer


@dataclass(frozen=True)
class Group:
    """So many people for one path, level, or both."""

    count: int
    path: str | None
    level: Level | None


def fee_total(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The fees of several people added up; where the path decides, by either path."""
    if not beside("fee", statement.topic) or not asks("total", asker.text):
        return None
    fees = _called([fact for fact in notice.record.facts if isinstance(fact, FeeFact)], asker)
    groups = _groups(asker)
    if not groups or sum(group.count for group in groups) < 2:
        return None
    ways = [_amounts(group, fees) for group in groups]
    sums = sorted(set(product(*ways)), key=lambda way: [fact.amount for fact in way])
    if not all(ways) or len(sums) > MOST_WAYS:
        return None
    phrases = [_sum(groups, way) for way in sums]
    used = list(dict.fromkeys(fact for way in sums for fact in way))
    if len(sums) == 1:
        return found("fee", used[0], *used[1:], total=phrases[0][0], each=phrases[0][1])
    either = "；".join(f"{each}，一共{total}元" for total, each in phrases)
    return found("fee_either", used[0], *used[1:], either=either)


def fee_difference(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """How much more the one costs than the other, of two levels or paths set beside each other."""
    if not beside("fee", statement.topic) or not asks("difference", asker.text):
        return None
    fees = [fact for fact in notice.record.facts if isinstance(fact, FeeFact)]
    groups = _sides(asker)
    ways = [_amounts(group, fees) for group in groups]
    if len(ways) != 2 or any(len(way) != 1 for way in ways):
        return None
    (one,), (other,) = ways
    each = "，".join(f"{fee_name(fact)}{fact.amount}元" for fact in (one, other))
    return found("fee_difference", one, other, difference=abs(one.amount - other.amount), each=each)


def _sides(asker: Asker) -> list[Group]:
    """The two that are set beside each other: levels, paths, or each a path with its level (评中级 跟 初定初级)."""
    levels = {level.value for level in Level}
    beside_ = asker.reader.beside(asker.text)
    if beside_:
        return [
            Group(1, asker.scope.path, Level(side)) if side in levels else Group(1, side, asker.scope.level)
            for side in beside_
        ]
    named = [mention for mention in asker.mentions if mention.entity in ("path", "level") and not mention.weak]
    for word in words("set_beside"):
        at = asker.text.find(word)
        left, right = [m for m in named if m.end <= at], [m for m in named if m.start >= at + len(word)]
        if at >= 0 and left and right:
            found = [_group(side) for side in (left, right)]
            return [group for group in found if group]
    return []


def _group(mentions: list[Mention]) -> Group | None:
    """One person by the one path and the one level named; None where several are."""
    paths = {mention.value for mention in mentions if mention.entity == "path"}
    levels = {mention.value for mention in mentions if mention.entity == "level"}
    if len(paths) > 1 or len(levels) > 1:
        return None
    return Group(1, paths.pop() if paths else None, Level(levels.pop()) if levels else None)


def _sum(groups: list[Group], way: tuple[FeeFact, ...]) -> tuple[int, str]:
    total = sum(group.count * fact.amount for group, fact in zip(groups, way, strict=True))
    each = "，".join(f"{fee_name(fact)}{g.count}人×{fact.amount}元" for g, fact in zip(groups, way, strict=True))
    return total, each


def _called(fees: list[FeeFact], asker: Asker) -> list[FeeFact]:
    """The fees that the message calls by their own name (评审费), where it does and names no path; else all."""
    paths = any(mention.entity == "path" and not mention.weak for mention in asker.mentions)
    named = [fee for fee in fees if fee.called and fee.called[-CALLED:] in asker.text]
    return named if named and not paths else fees


def fee_name(fact: FeeFact) -> str:
    """What the fee is for: its path and level."""
    name = load_reference().paths[fact.paths[0]].name if len(fact.paths) == 1 else ""
    level = fact.levels[0].value if len(fact.levels) == 1 else ""
    return name if level and level in name else name + level


def _amounts(group: Group, fees: list[FeeFact]) -> list[FeeFact]:
    """The fees that the group may mean, one of each amount."""
    paths = load_reference().paths
    meant = {group.path} | {
        other.id for other in paths.values() if group.path and other.short == paths[group.path].short
    }
    fitting = [
        fee
        for fee in fees
        if (not group.path or not fee.paths or meant & set(fee.paths))
        and (not group.level or not fee.levels or group.level in fee.levels)
    ]
    return list({fee.amount: fee for fee in reversed(fitting)}.values())


def _groups(asker: Asker) -> list[Group]:
    """The numbers of people, each with the path and level beside it; none where they do not pair off."""
    numbers = heads(asker.text)
    named = [
        (m.start, m.end, m.entity, m.value) for m in asker.mentions if m.entity in ("path", "level") and not m.weak
    ]
    named += [
        (m.start, m.end, "level", level.value)  # 初定中级 names both
        for m in asker.mentions
        for level in Level
        if m.entity == "path" and m.surface.endswith(level.value) and not m.surface.endswith(f"副{level.value}")
    ]
    with_level = sum(entity == "level" for _, _, entity, _ in named)
    if len(numbers) > max(1, with_level) and numbers[0][0] == sum(number for number, _, _ in numbers[1:]):
        numbers = numbers[1:]  # 四个人：中级三个，初级一个
    elif len(numbers) > 2 and numbers[-1][0] == sum(number for number, _, _ in numbers[:-1]):
        numbers = numbers[:-1]  # 中级三个，初级一个，四个人合起来
    if not numbers:
        return []
    if not named:
        if len(numbers) > 1 or not (asker.scope.level or asker.scope.path):
            return []
        return [Group(numbers[0][0], asker.scope.path, asker.scope.level)]
    before = named[0][0] < numbers[0][1]  # 中级三个, or 三个中级
    if before and any(start > numbers[-1][2] for start, _, _, _ in named):
        return []  # names on both sides of a number: whose it is, is not sure
    bounds = [start for _, start, _ in numbers]
    any_path = any(entity == "path" for _, _, entity, _ in named)  # 评审中级三个，初级一个: the second may be another
    found = []
    for index, (count, start, end) in enumerate(numbers):
        last = bounds[index - 1] if index else -1
        following = bounds[index + 1] if index + 1 < len(bounds) else len(asker.text)
        mine = [n for n in named if (last < n[0] < start if before else end <= n[0] < following)]
        paths = {value for _, _, entity, value in mine if entity == "path"}
        levels = {value for _, _, entity, value in mine if entity == "level"}
        if not mine or len(paths) > 1 or len(levels) > 1:
            return []
        path = paths.pop() if paths else None if len(numbers) > 1 and any_path else asker.scope.path
        found.append(Group(count, path, Level(levels.pop()) if levels else None))
    return found


def copies_total(statement: Statement, notice: Notice, asker: Asker) -> Found | None:
    """The copies of the paper asked about, for so many people."""
    if not asks("pieces", asker.text) or not statement.facts:
        return None
    numbers = [
        number
        for number, start, end in heads(asker.text)
        if has(asker.text[start : end + 2], words("subjects", "people"))
        and not has(asker.text[end : end + 3], words("not_applicants"))
    ]
    first = statement.facts[0]
    counted = [fact for fact in statement.facts if isinstance(fact, MaterialFact) and fact.copies]
    if len(numbers) != 1 or numbers[0] < 2 or not counted or counted[0] is not first:
        return None
    if len({fact.copies for fact in counted if _same_paper(fact, first)}) != 1:
        return None
    each = counted[0].copies or 0
    return found("copies", counted[0], people=numbers[0], each=each, total=each * numbers[0])


def _same_paper(fact: MaterialFact, first: AnyFact) -> bool:
    return isinstance(first, MaterialFact) and (fact.name == first.name or fact.topic == first.topic)
