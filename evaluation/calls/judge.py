"""Judges what the console gave for a call: right first result, or what it lacks; wrong is counted apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.lexers.numerals import in_figures

from .cases import Call

SAYS_SO = ("没有写", "没有涉及", "没有规定")  # a sentence that says what is written may end in what is not


@dataclass(frozen=True)
class Heard:
    """What the clerk saw: the sentence to read out, what stands below it, and the clauses cited (notice, clause).

    ``silent``: it says that the notice does not state it, or that there is none; ``asked_back``: it asks the caller.
    """

    aloud: str
    rest: str
    cited: tuple[tuple[str, str], ...]
    silent: bool
    asked_back: bool


@dataclass(frozen=True)
class Judgement:
    """``faults``: why the first result is not right; ``wrong``: what would mislead the caller."""

    faults: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Nothing lacks and nothing misleads."""
        return not self.faults and not self.wrong


def judge(call: Call, heard: Heard) -> Judgement:
    """Wrong is: a notice said to be silent that is not, an answer where there is none, another notice's answer,
    or a sentence that has nothing of what was asked, nor what stands below it."""
    if not heard.aloud:
        return Judgement(("没有答复",))
    if call.expected != "stated":
        return _unstated(call, heard)
    if heard.asked_back:
        return Judgement(("反问",))
    if heard.silent:
        return Judgement(wrong=("通知写了，却说没有写",))
    notices = {notice for notice, _ in heard.cited}
    if notices - set(call.clause):
        return Judgement(wrong=(f"引了别的通知：{'、'.join(sorted(notices - set(call.clause)))}",))
    missing = _missing(call.aloud, heard.aloud)
    if missing and len(_missing(call.aloud, heard.aloud + heard.rest)) == len(call.aloud):
        return Judgement(wrong=(f"答非所问：{heard.aloud}",))
    faults = [f"念的一句里没有 {item}" for item in missing]
    if not any((notice, clause) in heard.cited for notice, clauses in call.clause.items() for clause in clauses):
        faults.append(f"没有引 {call.clause}")
    return Judgement(tuple(faults))


def _unstated(call: Call, heard: Heard) -> Judgement:
    if heard.asked_back:
        return Judgement(("反问",))
    if not heard.silent and not any(word in heard.aloud for word in SAYS_SO):
        return Judgement(wrong=(f"没有写的，却答了：{heard.aloud}",))
    if call.uncovered and heard.cited:
        return Judgement(wrong=("没有收录的地方，却引了别处的通知",))
    return Judgement((f"念的一句里没有电话 {call.phone}",) if call.phone and not _has(heard.aloud, call.phone) else ())


def _missing(wanted: Sequence[str | tuple[str, ...]], text: str) -> list[str]:
    """What a text has none of the alternatives of."""
    items = [(item,) if isinstance(item, str) else item for item in wanted]
    return ["或".join(item) for item in items if not any(_has(text, one) for one in item)]


def _has(text: str, item: str) -> bool:
    """Whether a text has the item, whichever dash and whichever numerals either is written with."""
    return in_figures(item) in in_figures(text)
