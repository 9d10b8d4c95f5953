"""Puts a verdict into Chinese: one sentence first, then reasons, window, contact."""

from __future__ import annotations

from datetime import date

from policies_kb.loading import Notice

from .applicant import Applicant
from .evaluate import evaluate
from .outcome import Status
from .predicates import Predicate
from .result import Result, Trace, Verdict, Window
from .rulebook import NoticeRules
from .rules import PathRules, Span
from .values import fields, label, moment, reached

REMINDER = "以上按通知原文核对，最终以人社部门审核为准。"
ORDER = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MET: 2}
MARKS = {Status.UNMET: "✗", Status.UNKNOWN: "？", Status.MET: "✓"}


def award_level(path: PathRules, applicant: Applicant) -> str:
    """The level the path leads to for this person; "" where the notice or the person leaves it open."""
    award = path.award
    if applicant.education in award.by_education:
        return award.by_education[applicant.education]
    if applicant.current_title in award.by_title:
        return award.by_title[applicant.current_title]
    return award.level


def remarks(path: PathRules | None, applicant: Applicant, as_of: date) -> list[str]:
    """The sentences that concern this person besides the conditions."""
    if path is None:
        return []
    return [
        remark.say
        for remark in path.remarks
        if remark.when is None or evaluate(remark.when, applicant, as_of).status is Status.MET
    ]


def explain(
    notice: NoticeRules,
    result: Result,
    level: str,
    extra: list[str],
    as_of: date,
    later: Notice | None = None,
    *,
    whole: bool = True,
) -> str:
    """The explanation of one result. ``whole``: every condition on a line of its own; else what decides, how the
    window stands and whom to ask. ``later``: the notice that has followed this one."""
    name = notice.notice.head.with_round if later or result.window is Window.CLOSED else notice.short_name
    head = f"【{name}】{result.target}：{_headline(result, level, notice.window(result.target))}"
    if not whole:
        return "\n".join(filter(None, (head, *_brief(notice, result, as_of))))
    lines = [head, *(f"{MARKS[c.status]} {says}" for c, says in _reasons(result, head))]
    if result.verdict is not Verdict.INELIGIBLE:
        lines += [f"提醒：{sentence}。" for sentence in extra]
    lines.append(_window(notice, result, as_of, later))
    if result.verdict is Verdict.ELIGIBLE and result.window is Window.OPEN:
        lines.append("下一步：先完成单位内部公示，再在申报期内登录平台提交申请。")
    if notice.contacts:
        lines.append(f"咨询：{'；'.join(notice.contacts)}。")
    lines.append(REMINDER)
    return "\n".join(filter(None, lines))


def _brief(notice: NoticeRules, result: Result, as_of: date) -> list[str]:
    """After the verdict: what it rests on where all is met, until when, and whom to ask."""
    span, path = notice.window(result.target), notice.rules.path(result.target)
    lines = []
    if result.verdict is Verdict.ELIGIBLE and path:
        earned = [condition.id for condition in path.conditions if _earned(condition.test)]
        rules = [trace.rule for trace in result.conditions if trace.id in earned]
        lines.append(f"要求：{'；'.join(rules)}。" if rules else "")
    if result.verdict is not Verdict.INELIGIBLE and span.start and span.end:
        lines.append(
            {
                Window.OPEN: f"网上申报{_without_year(span.closes, as_of)}截止。",
                Window.UPCOMING: f"网上申报还没有开始，{_without_year(span.opens, as_of)}开始。",
                Window.CLOSED: f"这一批网上申报{span.closes}已经截止。",
            }.get(result.window, "")
        )
    return [*lines, f"咨询：{'；'.join(notice.contacts)}。" if notice.contacts else ""]


def _earned(test: Predicate) -> bool:
    """Whether a condition turns on what the person has come by: that is what a verdict rests on."""
    name = getattr(test, "field", None) or {"years": "years", "assessed": "assessments"}.get(test.kind, "")
    return name in fields() and fields()[name].earned


def _without_year(said: str, as_of: date) -> str:
    return said.removeprefix(f"{as_of.year}年")


def _headline(result: Result, level: str, span: Span) -> str:
    if result.verdict is Verdict.ELIGIBLE:
        return f"通知写明的条件您都符合{f'，对应{level}' if level else ''}。"
    if result.verdict is Verdict.INELIGIBLE:
        failed = [c for c in result.conditions if c.status is Status.UNMET and not c.in_time]
        return f"按这份通知不能申报——{'；'.join(c.note or c.rule for c in failed)}。"
    if result.verdict is Verdict.NOT_YET:
        return _not_yet(result, span)
    if result.missing:
        return f"现在还不能判断，还需要知道：{'、'.join(map(label, result.missing))}。"
    undecided = [c for c in result.conditions if c.status is Status.UNKNOWN]
    return f"不能替您下结论：{'；'.join(c.note for c in undecided)}。"


def _not_yet(result: Result, span: Span) -> str:
    short = [c for c in result.conditions if c.status is Status.UNMET]
    if result.earliest:
        day = result.earliest
        why = "、".join(c.rule for c in short)
        sentence = f"年限还不够，现在不符合（{why}），最早{reached(day, result.earliest_by)}达到"
        if result.earliest_by:
            sentence += "，具体看您是哪天开始工作的"
        within = span.end and day <= span.end < (result.earliest_by or day)  # which day it is decides on the window
        if result.window is Window.CLOSED or span.end is None or within:
            return f"{sentence}。"
        return f"{sentence}，{'仍在这次申报期内' if day <= span.end else '那时这次申报已经截止'}。"
    return f"现在还不符合，只差时间：{'；'.join(c.note or c.rule for c in short)}。"


def reasons(result: Result) -> list[tuple[Trace, str, str]]:
    """Every condition, what stands in the way first, with its line of ``result.text`` and without its mark."""
    told = _reasons(result, result.text.split("\n", 1)[0])
    return [(condition, f"{MARKS[condition.status]} {says}", says) for condition, says in told]


def _reasons(result: Result, headline: str) -> list[tuple[Trace, str]]:
    ordered = sorted(result.conditions, key=lambda c: ORDER[c.status])
    return [(condition, _reason(condition, headline)) for condition in ordered]


def _reason(condition: Trace, headline: str) -> str:
    told = f"您：{condition.value}；" if condition.value else ""
    # what the headline or the rule already says is not said twice
    said = condition.note in headline or condition.role == "elsewhere"
    note = f"——{condition.note}" if condition.note and not said else ""
    if condition.status is Status.UNKNOWN and condition.missing and not note:
        note = f"——还不知道{'、'.join(map(label, condition.missing))}"
    return f"{condition.name}：{told}要求：{condition.rule}{note}（{condition.clause}）"


def _window(notice: NoticeRules, result: Result, as_of: date, later: Notice | None) -> str:
    span = notice.window(result.target)
    if span.start is None or span.end is None:
        return "网上申报时间：通知没有写明。"
    times = f"{span.opens}至{span.closes}"
    if result.window is Window.OPEN:
        return f"网上申报时间：{times}，{moment(as_of)}在申报期内。"
    if result.window is Window.UPCOMING:
        return f"网上申报时间：{times}，{moment(as_of)}还没有开始。"
    after = f"之后还有{later.head.round.name}的通知" if later else "以后的批次要等人社部门的新通知"
    return f"网上申报时间：{times}，到{moment(as_of)}已经截止；{after}。"
