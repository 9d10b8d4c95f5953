"""Questions about what was decided before: who of several people has the years, and whether a day comes in time."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime

from policies_kb.dialogue import Turn
from policies_kb.dialogue.frame import ME, Case
from policies_kb.dialogue.people import NEW
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility import Trace
from policies_kb.model.answer import Status
from policies_kb.model.facts import WindowFact
from policies_kb.model.question import Scope
from policies_kb.reading.days import moments_blanked
from policies_kb.scope import resolve

from .checking import running
from .eligibility import Check
from .eligibility.finding import finding
from .knowledge import answerer, rulebook
from .saying import Said
from .wording.dates import about as about_when
from .wording.dates import moment
from .wording.phrasebook import load_phrasebook

TIMES = frozenset({"years", "work_start"})
WINDOW = "window_apply"
LEAST = 2  # people
NEAR = 45  # days: so near to the end of a window, years told as about so much decide nothing


# --- who of them


def who_of_them(turn: Turn) -> list[Said]:
    """「这三个里几个够了」: each person whose education and time of work were told, by the engine; else nothing."""
    table = words("asking")["among"]
    if turn.told.values or not all(any(word in turn.text for word in table[name]) for name in ("of", "which")):
        return []
    people = {who: case for who, case in turn.frame.cases.items() if _timed(case)}
    if len(people) < LEAST:
        return []
    found = [(_called(who, case), _decided(turn, case)) for who, case in people.items()]
    decided = [(who, notice, trace) for who, pair in found if pair for notice, trace in [pair]]
    if len(decided) < len(people):
        return []  # of one of them nothing can be said: then nobody is counted
    say = load_phrasebook()
    enough = [who for who, _, trace in decided if trace.status is Stands.MET]
    head = say("among_some", count=len(enough), who="、".join(enough)) if enough else say("among_none")
    lines = [
        say(
            "among_met" if trace.status is Stands.MET else "among_short",
            who=who,
            rule=trace.rule,
            value=trace.value,
            notice=answerer().base.names[notice],
            clause=trace.clause,
        )
        for who, notice, trace in decided
    ]
    cited = [
        {"notice_id": trace.notice or notice, "clause": trace.clause, "quote": trace.quote}
        for _, notice, trace in decided
    ]
    return [Said("\n".join([head, *lines]), (), {"status": Status.ANSWERED.value, "citations": cited})]


def _told(case: Case) -> dict[str, object]:
    return {**case.told, **((case.check or {}).get("told") or {})}


def _timed(case: Case) -> bool:
    told = _told(case)
    return "education" in told and bool(TIMES & set(told))


def _called(who: str, case: Case) -> str:
    """您; the word for another person, with the education that tells several apart."""
    education = str(_told(case)["education"])
    if who == ME:
        return str(words("people")["speaker"])
    return education if who.startswith(NEW) else f"{who}（{education}）"


def _decided(turn: Turn, case: Case) -> tuple[str, Trace] | None:
    """The condition on the time of work, where the person's own facts decide it."""
    scope = Scope.from_dict(case.scope)
    path = answerer().base.reference.paths.get(scope.path or "") or answerer().base.reference.ordinary_path
    check = Check(target=(case.check or {}).get("target") or path.target, told=deepcopy(_told(case)))
    for name, known in (("region", scope.regions), ("series", scope.series)):
        if known:
            check.told.setdefault(name, known[0])
    for notice, trace in finding(rulebook(), check, set(check.told), turn.message.day):
        if TIMES & set(trace.reads) and trace.status in (Stands.MET, Stands.UNMET):
            return notice, trace
    return None


# --- in time


def in_time(turn: Turn) -> list[Said]:
    """「那赶得上这次吗」 after years that are short: the day they are enough, held against the end of the window."""
    text = turn.text
    if not any(word in text for word in words("asking")["aspects"]["in_time"]) or turn.told.values:
        return []
    if moments_blanked(text) != text or turn.named.regions or turn.named.series or not lacks(text, turn.reading)[0]:
        return []
    due, about = _due(turn)
    window = _window(turn)
    if due is None or window is None:
        return []
    notice, fact, end = window
    last = end.date() if isinstance(end, datetime) else end
    if about and abs((due - last).days) < NEAR:
        return []
    spoken = about_when(due) if about else moment(due, with_year=True)
    stage = fact.called or answerer().base.reference.stages[fact.stage].name
    phrase = "in_time_late" if due > last else "in_time_kept"
    name = answerer().base.names[notice]
    said = load_phrasebook()(phrase, due=spoken, stage=stage, end=moment(end), notice=name, clause=fact.clause)
    cited = [{"notice_id": notice, "clause": fact.clause, "quote": fact.quote}]
    return [Said(said, (), {"status": Status.ANSWERED.value, "topics": [WINDOW], "citations": cited})]


def _due(turn: Turn) -> tuple[date | None, bool]:
    asked = turn.frame.case.asked
    if asked.due:
        return date.fromisoformat(asked.due), asked.about
    check = running(turn)
    if check is None or check.target is None:
        return None, False
    if check.done:
        return (date.fromisoformat(asked.day), False) if asked.day and not asked.topics else (None, False)
    found = finding(rulebook(), check, set(check.told), turn.message.day)
    days = [trace.earliest for _, trace in found if trace.status is Stands.UNMET and trace.in_time]
    known = [day for day in days if day]
    return (max(known), False) if known and len(known) == len(days) else (None, False)


def _window(turn: Turn) -> tuple[str, WindowFact, datetime | date] | None:
    """The one window for applying of the notices in question; None where there are several or none."""
    scope = replace(turn.scope, rounds=())
    path = scope.path or answerer().base.reference.ordinary_path.id
    found: list[tuple[str, WindowFact, datetime | date]] = []
    for notice in resolve(scope, answerer().base, turn.message.day).notices:
        for fact in notice.cell(WINDOW).facts:
            if isinstance(fact, WindowFact) and fact.end and (not fact.paths or path in fact.paths):
                found.append((notice.id, fact, fact.end))
    return found[0] if len(found) == 1 else None
