"""What the facts told decide so far, by the day on which somebody means to act."""

from __future__ import annotations

from datetime import date

from policies_kb.dialogue import Turn
from policies_kb.dialogue.words import words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility.values import reached
from policies_kb.reading.days import acting_day, days_spoken, moments_blanked
from policies_kb.scope import timeline

from ..eligibility import Check
from ..eligibility.finding import finding
from ..knowledge import answerer, rulebook
from ..wording.dates import day as spoken
from ..wording.phrasebook import load_phrasebook

# what is said of these even when it is met; of the others only what stands in the way
MEASURED = {
    "years",
    "years_least",
    "work_start",
    "work_period",
    "education",
    "putonghua",
    "assessments",
    "grassroots_years",
    "grassroots_excellent",
}


def findings(check: Check, changed: set[str], turn: Turn) -> list[str]:
    """What the facts told decide already, in a line each; of what time cures, from which day."""
    say_, day, today = load_phrasebook(), judged_on(turn), turn.message.day
    # who corrects or supposes something is told all that it decides, also if met
    corrected = bool({"correct", "suppose"} & turn.act.leads or turn.told.denied or turn.told.what_if)
    measured = told_of(check, {name for name in changed if corrected or name in MEASURED}, turn)
    found = finding(rulebook(), check, changed, day)
    # what only the day named makes true is said to be true on that day
    now = {t.id: t.status for _, t in finding(rulebook(), check, changed, today)} if day != today else {}
    lines = []
    for notice, trace in found:
        if trace.status is not Stands.UNMET and trace.id not in measured:
            continue
        phrase = {Stands.MET: "found_met", Stands.UNMET: "found_unmet"}.get(trace.status, "found_rule")
        if trace.role == "deferral":
            phrase = "found_postponed"
        elif trace.status is Stands.UNMET and trace.in_time:
            phrase = "found_short_until" if trace.earliest else "found_short"
        elif trace.status is Stands.MET and now.get(trace.id) is Stands.UNMET:
            phrase = "found_met_on"
        words = {"rule": trace.rule, "value": trace.value, "note": trace.note, "clause": trace.clause}
        words |= {"day": spoken(day), "due": reached(trace.earliest, trace.earliest_by) if trace.earliest else ""}
        lines.append(say_(phrase, notice=answerer().base.names[notice], **words))
    return lines


def told_of(check: Check, names: set[str], turn: Turn) -> set[str]:
    """The conditions that the named fields decide."""
    return {trace.id for _, trace in finding(rulebook(), check, names, judged_on(turn))} if names else set()


def judged_on(turn: Turn) -> date:
    """The day to judge by: the one on which somebody says they mean to act, where the same notices are in force."""
    today = turn.message.day
    acting, line = acting_day(turn.message.text, today), timeline(answerer().base)
    if _only_awaited(turn.message.text, today):
        return today
    same = [notice.id for notice in line.current(acting)] == [notice.id for notice in line.current(today)]
    return acting if same else today


def _only_awaited(text: str, today: date) -> bool:
    """「27号十点才开」「明天才15号」: whether a day is only waited for, and nobody means to act on it."""
    table = words("asking")["awaited"]
    named, plain = days_spoken(text, today), moments_blanked(text)
    starts = {each.start for each in named}
    for each in named:
        at = len(plain) - len(plain[each.end :].lstrip())  # behind the hour, if one stands there
        if text.startswith(tuple(table["begins"]), at):
            return True
        for until in table["until"]:
            after = at + len(until)
            if text.startswith(until, at) and (text.startswith(tuple(table["opens"]), after) or after in starts):
                return True
    return False
