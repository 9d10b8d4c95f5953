"""The next question or the verdict, with what is decided already; the case that is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.frame import Asked
from policies_kb.model.question import Scope
from policies_kb.scope import Fit, resolve

from ..asking import answered, remember, say
from ..eligibility import Check
from ..eligibility.flow import Step
from ..knowledge import answerer, flow
from ..saying import Said
from ..wording.dates import day as spoken
from ..wording.phrasebook import load_phrasebook
from .current import Done, running
from .deciding import findings, judged_on


def advanced(turn: Turn, check: Check, changed: set[str]) -> Done:
    """The next question with what the told facts decide already, or the verdict."""
    place = str(check.told.get("region") or "")
    day = judged_on(turn)
    if check.rounds and place in answerer().base.reference.regions:
        scope = Scope(regions=(place,), rounds=check.wishes())
        if resolve(scope, answerer().base, turn.message.day).fit is Fit.NO_ROUND:
            turn = answered(replace(turn, question=replace(turn.whole, scope=scope), answer=None))
            return [say(turn)], remember(turn).with_case(check=None)
    step = flow().advance(check, day)
    said = said_of(step)
    if check.asking and (lines := findings(check, changed, turn)):
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    elif not check.asking and day != turn.message.day:
        said[0] = replace(said[0], text=load_phrasebook()("check_by_day", day=spoken(day)) + said[0].text)
    frame = kept(turn, check)
    # after a verdict 「那去年呢」 means the case, not what was asked before it
    if check.asking:
        return said, frame
    days = [result["earliest"] for result in step.custom.get("eligibility", ()) if result.get("earliest")]
    return said, frame.with_case(asked=Asked(day=str(days[0]) if days else ""))


def ask(turn: Turn, check: Check) -> list[Said]:
    """The check's next line; it never says that it did not understand what was answered first."""
    check.unread = False
    check.asking = None
    return said_of(flow().advance(check, turn.message.day))


def asks_again(turn: Turn) -> tuple[list[Said], dict[str, Any] | None]:
    """The open question in one line, and the check after it; nothing where no check waits."""
    check = running(turn)
    if check is None or not check.asking:
        return [], turn.frame.case.check
    said = ask(turn, check)
    return said, check.as_slot()


def explained(turn: Turn) -> list[Said]:
    """What the open question means."""
    check = running(turn)
    return said_of(flow().explain(check)) if check else []


def why_asked(turn: Turn) -> list[Said]:
    """Why the open question is asked: its answer can still change the verdict."""
    check = running(turn)
    return ask(turn, check) if check else []


def reasons(turn: Turn) -> list[Said]:
    """The verdict again, with the words of the notice that each condition rests on."""
    check = running(turn)
    return said_of(flow().reasons(check, turn.message.day)) if check else []


def own_lists(turn: Turn) -> list[Said]:
    """The checklists of the last verdict; none where there is none, or the person cannot apply."""
    check = running(turn)
    steps = flow().lists(check, turn.message.day) if check and check.done else ()
    return [said for step in steps for said in said_of(step)]


def kept(turn: Turn, check: Check) -> Frame:
    scope = turn.scope if not turn.aside else turn.frame.scope
    place = check.told.get("region")
    if place in answerer().base.reference.regions and not scope.regions:
        scope = replace(scope, regions=(place,))  # another line of work leaves the place of the case
    return turn.frame.with_case(check=check.as_slot(), told=dict(check.told), scope=scope.as_dict())


def said_of(step: Step) -> list[Said]:
    first = Said(step.text, step.buttons, step.custom)
    return [first, *(Said(text, (), custom) for text, custom in step.further)]
