"""Every typed value must stand in the quote it is taken from; nothing typed is believed without its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from policies_kb.model.facts import (
    AnyFact,
    AttachmentFact,
    ContactFact,
    CutoffFact,
    DeferralFact,
    DocumentFact,
    FeeFact,
    MaterialFact,
    PenaltyFact,
    PlaceFact,
    PlatformFact,
    PostingFact,
    ResubmissionFact,
    RouteFact,
    SeriesFact,
    WindowFact,
    YearsFact,
)
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from . import amounts, days, lists, names
from .bounds import bounds
from .fault import SEPARATOR, Fault

__all__ = ["Fault", "faults", "faults_in"]


def faults(fact: AnyFact, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The typed values of ``fact`` that its quotes do not hold."""
    yield from faults_in(SEPARATOR.join(quote.quote for quote in fact.quotes), fact, head, reference)


def faults_in(text: str, fact: AnyFact, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The typed values of ``fact`` that ``text`` does not hold."""
    check = _CHECKS.get(type(fact))
    if check:
        yield from check(fact, text, head, reference)
    yield from bounds(fact, text, reference)


_CHECKS: dict[type, Callable[[Any, str, NoticeHead, Reference], Iterator[Fault]]] = {
    WindowFact: days.window,
    CutoffFact: days.cutoff,
    YearsFact: amounts.years,
    DeferralFact: amounts.deferral,
    ResubmissionFact: amounts.resubmission,
    FeeFact: amounts.fee,
    PenaltyFact: amounts.penalty,
    PostingFact: amounts.posting,
    MaterialFact: lists.material,
    SeriesFact: lists.series,
    RouteFact: lists.route,
    AttachmentFact: lists.attachments,
    ContactFact: names.contact,
    PlaceFact: names.place,
    PlatformFact: names.platform,
    DocumentFact: names.document,
}
