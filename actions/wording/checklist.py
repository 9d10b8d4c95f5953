"""A checklist as chat messages: in brief after a verdict; whole, with dates, posting, route and fee, when asked for."""

from __future__ import annotations

from policies_kb.checklist import Checklist, PostingStart, StageDates
from policies_kb.loading import Notice

from .cards import Card, list_card
from .dates import day, moment
from .materials import as_lines, counts, parts
from .phrasebook import Phrasebook

HEADINGS = {"online": "checklist_online", "paper": "checklist_paper", "by_unit": "checklist_unit"}


def checklist_brief(say: Phrasebook, checklist: Checklist, notice: Notice) -> str:
    """How many items, and the latest day for the posting."""
    dates = say("checklist_over") if not checklist.ahead else ""
    start = checklist.posting
    if start and start.day and start.deadline >= checklist.as_of:
        late = start.passed(checklist.as_of)
        dates += say("checklist_posting_late_brief" if late else "checklist_posting_brief", day=day(start.day))
    return say("checklist_brief", notice=notice.head.short_name, counts=counts(say, checklist.materials), dates=dates)


def checklist_text(say: Phrasebook, checklist: Checklist, notice: Notice) -> str:
    """The whole message; parts that the notice does not have are left out."""
    lines = [checklist_card(say, checklist, notice).text]
    if checklist.ahead:
        lines.append(say("checklist_dates", dates="；".join(map(_stage, checklist.ahead))))
        if checklist.posting and checklist.posting.deadline >= checklist.as_of:
            lines.append(posting_text(say, checklist.posting, checklist))
    else:
        lines.append(say("checklist_over"))
    lines += [say("checklist_route", route=fact.say) for fact in checklist.routes]
    lines.append(say("checklist_fee", fee="".join(fact.say for fact in checklist.fees) or checklist.fee_silence))
    lines += [say("checklist_platform", platform=fact.say) for fact in checklist.platforms]
    lines += [say("checklist_place", place=fact.say) for fact in checklist.places]
    return "\n".join(lines)


def checklist_card(say: Phrasebook, checklist: Checklist, notice: Notice) -> Card:
    """The list with which the whole message begins."""
    title = say("checklist_title", notice=notice.head.short_name, target=checklist.target)
    told = tuple(parts(say, checklist.materials, HEADINGS))
    return list_card("\n".join([title, *map(as_lines, told)]), told, title)


def posting_text(say: Phrasebook, posting: PostingStart, checklist: Checklist) -> str:
    """When the unit's posting has to start at the latest, or why that cannot be counted."""
    if posting.day is None:
        return say("checklist_posting_beyond", days=posting.working_days, year=posting.beyond)
    name = "checklist_posting_late" if posting.passed(checklist.as_of) else "checklist_posting"
    return say(name, days=posting.working_days, day=day(posting.day), deadline=day(posting.deadline))


def _stage(stage: StageDates) -> str:
    who = f"（{stage.duty}）" if stage.duty else ""
    if stage.state == "later":
        return f"{stage.name}{who}另行通知"
    start = f"{moment(stage.start)}至" if stage.start and stage.start != stage.end else ""
    end = moment(stage.end) if stage.end else ""
    return f"{stage.name}{who}{start}{end}{'（拟定）' if stage.tentative else ''}"
