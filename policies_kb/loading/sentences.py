"""The sentence of a fact, rendered from its typed fields, so that a date or a phone is stated once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from policies_kb.lexers import plain
from policies_kb.model.facts import (
    APPLICANT,
    AnyFact,
    AttachmentFact,
    ContactFact,
    CutoffFact,
    DeferralFact,
    DocumentFact,
    FeeFact,
    MaterialFact,
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

CHANNELS = {"online": "网上需上传", "paper": "纸质需交", "both": "需要"}


def sentence(fact: AnyFact, head: NoticeHead, reference: Reference) -> str:
    """What the fact says: its own words, or those made from its fields, and its note after them.

    "" for a kind that cannot be rendered and that has no words of its own.
    """
    make = _MAKERS.get(type(fact))
    said = fact.say or (make(fact, head, reference) if make else "")
    return said + fact.note


def on_day(value: date | datetime, *, after: date | datetime | None = None) -> str:
    """2001年3月5日18:00; without the year where ``after``, the start of the same span, has the same."""
    year = "" if after is not None and after.year == value.year else f"{value.year}年"
    hour = f"{value:%H:%M}" if isinstance(value, datetime) else ""
    return f"{year}{value.month}月{value.day}日{hour}"


def span(fact: WindowFact) -> str:
    """The days of a window in words; "" where no end is stated."""
    if fact.end is None:
        return ""
    if fact.start is None:
        return f"{on_day(fact.end)}前"
    if fact.start == fact.end:
        return on_day(fact.end)
    return f"{on_day(fact.start)}至{on_day(fact.end, after=fact.start)}"


def _window(fact: WindowFact, head: NoticeHead, reference: Reference) -> str:
    called = fact.called or f"{reference.stages[fact.stage].name}时间"
    if fact.end is None:
        later = "具体时间、地点另行通知" if fact.planned else "时间另行通知"
        what = called.removesuffix("时间")
        return f"{called}拟定于{fact.planned}，{later}。" if fact.planned else f"{what}的{later}。"
    place = f"，地点是{fact.place}" if fact.place else ""
    return f"{called}{'拟定于' if fact.tentative else '是'}{span(fact)}{place}。"


def _cutoff(fact: CutoffFact, head: NoticeHead, reference: Reference) -> str:
    return f"{fact.called}的截止时间是{on_day(fact.at)}。"


def _years(fact: YearsFact, head: NoticeHead, reference: Reference) -> str:
    who = "、".join(fact.education)
    paths = fact.paths or (head.coverage.paths if len(head.coverage.paths) == 1 else ())
    what = "、".join(reference.paths[path].target for path in paths) or "申报"
    worked = f"从事专业技术工作满{fact.years}年" if fact.years else "从事专业技术工作当年就"
    return f"{who}毕业，{worked}可以{what}。"


def _series(fact: SeriesFact, head: NoticeHead, reference: Reference) -> str:
    named = [
        f"{series}（{'、'.join(specialties)}{'' if fact.closed else '等'}）" if specialties else series
        for series, specialties in fact.series.items()
    ]
    return f"可以申报的有：{'、'.join(named)}。"


def _deferral(fact: DeferralFact, head: NoticeHead, reference: Reference) -> str:
    return f"年度考核每出现1次{fact.grade}，顺延{fact.years}年申报。"


def _material(fact: MaterialFact, head: NoticeHead, reference: Reference) -> str:
    details = [
        f"{fact.copies}份" if fact.copies else "",
        fact.form if fact.form not in fact.name else "",
        fact.years,
        f"盖章：{fact.seal}" if fact.seal else "",
        "由单位提供" if fact.provided_by != APPLICANT else "",
    ]
    whose = f"{fact.required_when}，" if fact.required_when else ""
    written = f"；须手写：“{fact.handwritten}”" if fact.handwritten else ""
    said = "，".join(filter(None, details))
    sentence = f"{whose}{CHANNELS[fact.channel]}{fact.name}{f'（{said}）' if said else ''}{written}"
    return sentence if sentence.endswith("。”") else f"{sentence}。"


def _route(fact: RouteFact, head: NoticeHead, reference: Reference) -> str:
    return f"{fact.who}：{'→'.join(fact.steps)}。"


def _resubmission(fact: ResubmissionFact, head: NoticeHead, reference: Reference) -> str:
    hours = f"材料被退回的，要在退回后的{fact.hours}小时内修改并再次提交。" if fact.hours else ""
    return hours + (f"提交次数不得超过{fact.times}次。" if fact.times else "")


def _fee(fact: FeeFact, head: NoticeHead, reference: Reference) -> str:
    names = [reference.paths[path].name for path in fact.paths]
    levels = [level for level in fact.levels if not any(name.endswith(level) for name in names)]
    what = "、".join(names) + "、".join(levels)
    called = fact.called or "收费"
    each = "/人" if f"{fact.amount}元/人" in plain(fact.quote) else ""
    return f"{what}{'的' if what and fact.called else ''}{called}{'是' if fact.called else ''}{fact.amount}元{each}。"


def _contact(fact: ContactFact, head: NoticeHead, reference: Reference) -> str:
    people = f"，联系人{'、'.join(fact.people)}" if fact.people else ""
    return f"{fact.role}电话是{fact.phone}{people}{f'（{fact.office}）' if fact.office else ''}。"


def _place(fact: PlaceFact, head: NoticeHead, reference: Reference) -> str:
    return f"{fact.purpose}地点是{fact.address}。"


def _platform(fact: PlatformFact, head: NoticeHead, reference: Reference) -> str:
    return f"在“{fact.name}”网上申报" + (f"，网址是 {written(fact)} 。" if fact.url else "。")


def written(fact: PlatformFact) -> str:
    """The address as people type it: without the scheme where the notice prints none."""
    address = str(fact.url).rstrip("/")
    return address if "://" in fact.quote else address.split("://", 1)[1]


def _posting(fact: PostingFact, head: NoticeHead, reference: Reference) -> str:
    return f"公示期不少于{fact.working_days}个工作日。"


def _document(fact: DocumentFact, head: NoticeHead, reference: Reference) -> str:
    return f"{fact.purpose}依据{'、'.join(fact.documents)}。"


def _attachments(fact: AttachmentFact, head: NoticeHead, reference: Reference) -> str:
    named = "；".join(f"{number}.{title}" for number, title in enumerate(fact.titles, start=1))
    return f"通知有{len(fact.titles)}个附件：{named}。"


_MAKERS: dict[type, Callable[[Any, NoticeHead, Reference], str]] = {
    WindowFact: _window,
    CutoffFact: _cutoff,
    YearsFact: _years,
    SeriesFact: _series,
    DeferralFact: _deferral,
    MaterialFact: _material,
    RouteFact: _route,
    ResubmissionFact: _resubmission,
    FeeFact: _fee,
    ContactFact: _contact,
    PlaceFact: _place,
    PlatformFact: _platform,
    PostingFact: _posting,
    DocumentFact: _document,
    AttachmentFact: _attachments,
}
