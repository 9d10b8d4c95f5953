"""From which day the time is long enough, and how much of it is left."""

from __future__ import annotations

from policies_kb.dialogue import Turn
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import without, words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility.values import shown
from policies_kb.model.answer import Status
from policies_kb.reading.quantities import quantities

from ..eligibility import Check
from ..eligibility.finding import finding
from ..knowledge import flow, rulebook
from ..saying import Said
from ..wording.phrasebook import load_phrasebook
from .advancing import ask, kept, said_of
from .current import Done, running
from .deciding import findings


def when_enough(turn: Turn) -> Done | None:
    """「那我啥时候够」「他还差多久」: the day from which the time is long enough, from the engine."""
    check = running(turn)
    if check is None or check.target is None or not _asks_earliest(turn):
        return None
    step = flow().earliest(check, turn.message.day)
    if step is None:
        short = _time_left(turn, check)
        return ([short, *ask(turn, check)], kept(turn, check)) if short and check.asking else None
    said = [*said_of(step), *(ask(turn, check) if check.asking else [])]
    frame, earliest = kept(turn, check), step.custom["earliest"]
    return said, frame.with_case(asked=frame.case.asked.model_copy(update={"day": earliest}))


def _time_left(turn: Turn, check: Check) -> Said | None:
    """「还差几个月」 after a time that was told as so much: what is left of the years that the notice asks for."""
    found = finding(rulebook(), check, set(check.told), turn.message.day)
    short = [(notice, t) for notice, t in found if t.status is Stands.UNMET and t.in_time and "years" in t.reads]
    years = check.told.get("years")
    if len(short) != 1 or years is None:
        return None
    notice, trace = short[0]
    needed = [q.value for q in quantities(trace.rule) if q.dimension == "years"]
    if len(needed) != 1 or needed[0] <= years:
        return None
    line, *_ = findings(check, {"years"}, turn) or [""]
    left = shown("years", float(round((needed[0] - years) * 12)) / 12)
    text = load_phrasebook()("check_earliest", sentence=line, left=left)
    cited = [{"notice_id": trace.notice or notice, "clause": trace.clause, "quote": trace.quote}]
    return Said(text, (), {"status": Status.ANSWERED.value, "citations": cited})


def _asks_earliest(turn: Turn) -> bool:
    table, text = words("asking")["earliest"], turn.text
    if turn.named.regions or turn.named.series or turn.told.values or "suppose" in turn.act.leads:
        return False
    for word in table["when"]:
        if word in text:
            after = text.split(word, 1)[1]
            enough = next((e for e in table["enough"] if e in after[: len(e) + 2]), None)
            if enough is not None and lacks(_short_of(after.split(enough, 1)[1]), turn.reading)[0]:
                return True
    return any(word in text for word in table["left"])


def _short_of(text: str) -> str:
    """The text without the words for what may be short: 年限, 条件."""
    return without(text, tuple(words("asking")["earliest"]["of"]))
