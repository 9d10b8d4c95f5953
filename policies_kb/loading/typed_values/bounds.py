"""Bounds: what a value is of and the value itself must stand in the quote, the value as a number of its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.clauses import bare
from policies_kb.lexers import counts, plain
from policies_kb.model.facts import AnyFact, Bound
from policies_kb.reference import Reference

from .fault import COPY, Fault, absent

UNITS = {"class_hours": "个?(?:课时|学时)", "months": "个?月", "months_old": "个?月", "characters": "字"}
SPAN = re.compile(r"(?:(\d+)[-—–~至到])?(\d+)字")
UPPER = re.compile(r"不得?超过|至多|最多|以内|以下")


def bounds(fact: AnyFact, text: str, reference: Reference) -> Iterator[Fault]:
    """The bounds of ``fact`` that its quotes do not hold."""
    for index, bound in enumerate(fact.bounds):
        at = ("bounds", index)
        if bare(bound.of) not in bare(text):
            yield absent((*at, "of"), bound.of, text)
        elif bound.dim in reference.scales:
            yield from _step(bound, (*at, "value"), text, reference)
        elif not any(number == bound.value for number in _numbers(bound, plain(text))):
            yield Fault((*at, "value"), f"引用的原文对“{bound.of}”写的不是{bound.value}", COPY)
        if bound.op == "min" and UPPER.search(text) and str(bound.value) in text:
            yield Fault((*at, "op"), "引用的原文写的是上限，这里写的是下限", "写成 op: max")


def _step(bound: Bound, at: tuple[str | int, ...], text: str, reference: Reference) -> Iterator[Fault]:
    if bound.value not in reference.scales[bound.dim]:
        yield Fault(at, f"没有收录“{bound.value}”", f"用 reference/scales.yml 里 {bound.dim} 的一级")
    elif str(bound.value) not in plain(text):
        yield absent(at, str(bound.value), text)


def _numbers(bound: Bound, printed: str) -> list[float]:
    """The first number of its unit after what it is of; any of the quote for months, which stand before it."""
    if bound.dim == "characters":
        return [float(number) for span in SPAN.findall(printed) for number in span if number]
    found = counts(printed, UNITS[bound.dim])
    if bound.dim != "class_hours":
        return [number for number, _ in found]
    ends = [match.end() for match in re.finditer(re.escape(plain(bound.of)), printed)]
    return [next((number for number, at in found if at >= end), -1.0) for end in ends]
