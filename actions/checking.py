"""The eligibility check in the background of a conversation: any question is answered first, then it goes on."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.frame import Asked
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import longest_first, without, words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility.telling import Told, tell
from policies_kb.eligibility.values import reached, shown
from policies_kb.model.answer import Status
from policies_kb.model.question import Scope
from policies_kb.reading import ASKING
from policies_kb.reading.days import acting_day, days_spoken
from policies_kb.reading.quantities import quantities
from policies_kb.scope import Fit, resolve, timeline

from .asking import answered, first_of, remember, say
from .eligibility import OWN_CASE, TARGET, Check, is_answer
from .eligibility.finding import finding
from .eligibility.flow import Step
from .knowledge import answerer, flow, rulebook
from .saying import Said
from .wording.dates import day as spoken
from .wording.phrasebook import load_phrasebook

Done = tuple[list[Said], Frame]
SURE = 0.5  # probability of a topic from which a message during a check is a question of its own
BARE_WORD = 5  # characters
LEADS_AWAY = {"handoff", "start_over", "cancel", "injection", "insult"}
TALK = {"thanks", "greet", "goodbye", "who_are_you", "what_can_you_do"}
INTENT = "check_eligibility"
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
YEARS = ("years",)  # the rule that the check tells itself
RULES = ("when", "how_long", "how_much", "where", "who", "which", "copies", "grade", "which_years")  # aspects of a rule


def running(turn: Turn) -> Check | None:
    """The check of the case that is spoken of; one of an older make is dropped."""
    try:
        return Check.from_slot(deepcopy(turn.frame.case.check))
    except TypeError:
        return None


def waits(turn: Turn) -> bool:
    """Whether a check waits for an answer."""
    check = running(turn)
    return check is not None and check.asking is not None


def expects(turn: Turn, intent: str) -> bool:
    """Whether a running check takes this message, whatever talk it looks like."""
    check = running(turn)
    if check is None or not check.asking:
        return bool(intent == "unclear" and turn.frame.case.asked.topics)
    if intent in LEADS_AWAY | TALK and set(turn.told.values) <= {"specialty"}:
        return False  # a line of work in free words may be anything: talk comes before it
    tells = bool(set(turn.told.values) - {"specialty"} or turn.told.denied)
    return turn.told.puzzled or is_answer(check, turn.told) or (intent == "unclear" and tells)


# --- a running check


def goes_on(turn: Turn) -> Done | None:
    """A check that waits takes the message, or answers it first and then asks again."""
    check = running(turn)
    if check is None or not check.asking:
        return None
    if turn.told.puzzled and _about(turn, check):
        return [*explained(turn), *_ask(turn, check)], _kept(turn, check)
    if _by_another_round(turn, check):
        return advanced(turn, check, set())
    if turn.told.values and ("suppose" in turn.act.leads or turn.told.what_if):
        return _suppose(turn, check)
    if _asks_when_enough(turn) and findings(check, set(check.told), turn):
        return _asked_again(turn, check)
    if _asks_besides(turn, check):
        turn = answered(turn)
        if "我" in turn.message.text or not ASKING.search(turn.message.text):
            check.note(turn.told)
        return [say(turn), *_ask(turn, check)], remember(turn).with_case(check=check.as_slot())
    asks = OWN_CASE.search(turn.message.text) or ASKING.search(turn.message.text)
    if asks and not turn.told.values and not is_answer(check, turn.told):
        return _asked_again(turn, check)  # 「那够不够」: what is decided so far, and what is open
    if _says_nothing(turn) and (given := answered(turn)).answer and given.answer.status is Status.ANSWERED:
        return [say(given), *_ask(given, check)], remember(given).with_case(check=check.as_slot())
    changed = _changed(turn.told, check)
    rule = _asked_beside_the_answer(turn)
    check.take(turn.told)
    said, frame = advanced(turn, check, set(check.told) if "region" in changed else changed)
    if rule is None:
        return said, frame
    return [say(rule, first_of(rule.answer)), *said] if rule.answer else said, frame


def _says_nothing(turn: Turn) -> bool:
    """Whether nothing of a case is told, and no yes or no: then it may still be a question, put in few words."""
    told, first = turn.told, _first_guess(turn)
    topical = first is not None and first[0] in answerer().base.reference.topics
    return topical and not (told.values or told.denied or told.target or told.unknown or told.affirms or told.denies)


def _asked_beside_the_answer(turn: Turn) -> Turn | None:
    """「我是事业编 普通话最低几级」 answers the open question and asks one: the turn with the facts for it."""
    first = _first_guess(turn)
    if not turn.told.values or first is None or first[0] not in answerer().base.reference.topics or first[1] < SURE:
        return None
    if ASKING.search(turn.message.text) is None or not asks_rule(turn) or first[0] in YEARS:
        return None
    given = answered(turn)
    unfit = (Status.CLARIFY, Status.OUT_OF_SCOPE, Status.NO_NOTICE)
    return given if given.answer and given.answer.status not in unfit else None


def _changed(told: Told, check: Check) -> set[str]:
    """The fields of which the message says something new, or takes back what was told."""
    denied = {name for name, value in told.denied if check.told.get(name) == value}
    return denied | {name for name, value in told.values.items() if check.told.get(name) != value}


def _asked_again(turn: Turn, check: Check) -> Done:
    said = _ask(turn, check)
    lines = findings(check, set(check.told), turn)
    if lines and check.asking:
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    traces = [trace for _, trace in finding(rulebook(), check, set(check.told), judged_on(turn))]
    due = next((t.earliest for t in traces if t.status is Stands.UNMET and t.in_time and t.earliest), None)
    frame = _kept(turn, check)
    if due is None:
        return said, frame
    # 「那时候网报还开着没」 after it means that day
    return said, frame.with_case(asked=frame.case.asked.model_copy(update={"day": due.isoformat()}))


def _asks_when_enough(turn: Turn) -> bool:
    """「那我啥时候够」: from which day a condition is met, of the case that is checked."""
    table, text = words("asking")["when_enough"], turn.message.text
    return not turn.told.values and all(any(word in text for word in table[name]) for name in ("when", "enough"))


def _about(turn: Turn, check: Check) -> bool:
    """Whether somebody who is puzzled asks about the open question, and not about another matter by name."""
    first = _first_guess(turn)
    return check.asking == TARGET or first is None or first[1] < SURE or first[0] == INTENT or len(turn.text) <= 8


def _first_guess(turn: Turn) -> tuple[str, float] | None:
    parts = turn.whole.parts
    first = parts[0].guesses[0] if parts and parts[0].guesses else None
    return (first.topic, first.probability) if first else None


def _asks_besides(turn: Turn, check: Check) -> bool:
    """Whether the message is a question of its own: it asks, it is sure of a topic, and it does not answer."""
    first = _first_guess(turn)
    text = turn.message.text
    asks = ASKING.search(text) is not None or any(word in text for word in longest_first("asking", "aspects"))
    topical = first is not None and first[0] in answerer().base.reference.topics
    sure = first is not None and first[1] >= SURE
    if ASKING.search(text) and topical and sure and _of_a_group(turn) and not turn.told.unknown:
        return True  # 「企业是不是要多交社保」 names the answer, and says of nobody that it is theirs
    if is_answer(check, turn.told) or turn.told.unknown:
        return False
    if turn.whole.scope_only and turn.whole.inherited_topics and not turn.told.values:
        return True  # 「授予呢」 goes on with the last question
    new = any(check.told.get(name) != value for name, value in turn.told.values.items())
    if turn.told.values and not new and turn.goes_on and asks:
        return topical  # 「退下来的也不行吗」: nothing new is told, the last question is asked of somebody else
    if turn.told.values:
        return topical and sure and (asks_rule(turn) or (asks and _of_a_group(turn)))
    return topical and (asks or sure)


def _of_a_group(turn: Turn) -> bool:
    """「老师要普通话证不」: asks of people that a rule speaks of, and of nobody in person."""
    text = turn.message.text
    persons = any(word in text for name in ("self", "pronouns") for word in words("people")[name]) or "我" in text
    return not persons and any(word in text for word in longest_first("asking", "groups"))


def _suppose(turn: Turn, check: Check) -> Done:
    """「要是我是本科呢」: judged, and the real case is kept to come back to."""
    kept = turn.frame.case.before or turn.frame.case.check
    before = deepcopy(check.told)
    check.take(turn.told)
    changed = {name for name, value in check.told.items() if before.get(name) != value} | set(turn.told.values)
    said, frame = advanced(turn, check, changed)
    return said, frame.with_case(before=kept)


def when_enough(turn: Turn) -> Done | None:
    """「那我啥时候够」「他还差多久」: the day from which the time is long enough, from the engine."""
    check = running(turn)
    if check is None or check.target is None or not _asks_earliest(turn):
        return None
    step = flow().earliest(check, turn.message.day)
    if step is None:
        short = _time_left(turn, check)
        return ([short, *_ask(turn, check)], _kept(turn, check)) if short and check.asking else None
    said = [*_said(step), *(_ask(turn, check) if check.asking else [])]
    frame, earliest = _kept(turn, check), step.custom["earliest"]
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


# --- a closed check


def opens_again(turn: Turn) -> Done | None:
    """A closed check opens for a changed fact, a what-if, the way back from one, or another round."""
    check = running(turn)
    if check is None or not check.done:
        return None
    before = turn.frame.case.before
    if "real" in turn.act.leads and before:
        real = Check(**deepcopy(before))
        if ASKING.search(turn.text):
            real.done = True
            real.verdicts = []
        said, frame = advanced(turn, real, set())
        return said, frame.with_case(before=None)
    told = turn.told
    if len(turn.text) <= BARE_WORD and not told.values:
        bare = tell(turn.text, answerer().reader, turn.message.day, "series")
        told = bare if "series" in bare.values else told  # a series alone corrects the line of work
    if "correct" in turn.act.leads and not told.values and "work_start" in check.told:
        told = tell(
            turn.message.text, answerer().reader, turn.message.day, "work_start"
        )  # a day alone corrects the day
    changed = _changed(told, check)
    if changed and "suppose" in turn.act.leads:
        return _suppose(replace(turn, told=told), check)
    own = Check(**deepcopy(before)) if before else check  # what was supposed counts for one turn
    corrects = "correct" in turn.act.leads or not ASKING.search(turn.message.text)
    if changed and corrects and not _beside_the_point(turn, own, told.values, changed):
        own.take(told)
        said, frame = advanced(turn, own, changed)
        return said, frame.with_case(before=None)
    if not turn.whole.inherited_topics and _by_another_round(turn, check):
        return advanced(turn, check, set())
    return None


def _beside_the_point(turn: Turn, check: Check, values: dict[str, Any], changed: set[str]) -> bool:
    """Whether no condition turns on the facts told, while what they are about is on file: then that is answered."""
    first = _first_guess(turn)
    if "correct" in turn.act.leads or first is None or first[0] not in answerer().base.reference.topics:
        return False
    supposed = deepcopy(check)
    supposed.told.update(values)
    return first[1] >= SURE and not finding(rulebook(), supposed, changed, turn.message.day)


def reasons(turn: Turn) -> list[Said]:
    """The verdict again, with the words of the notice that each condition rests on."""
    check = running(turn)
    return _said(flow().reasons(check, turn.message.day)) if check else []


def own_lists(turn: Turn) -> list[Said]:
    """The checklists of the last verdict; none where there is none, or the person cannot apply."""
    check = running(turn)
    steps = flow().lists(check, turn.message.day) if check and check.done else ()
    return [said for step in steps for said in _said(step)]


def asks_rule(turn: Turn) -> bool:
    aspects = words("asking")["aspects"]
    return any(word in turn.message.text for name in RULES for word in aspects[name])


# --- saying


def asks_again(turn: Turn) -> tuple[list[Said], dict[str, Any] | None]:
    """The open question in one line, and the check after it; nothing where no check waits."""
    check = running(turn)
    if check is None or not check.asking:
        return [], turn.frame.case.check
    said = _ask(turn, check)
    return said, check.as_slot()


def explained(turn: Turn) -> list[Said]:
    """What the open question means."""
    check = running(turn)
    return _said(flow().explain(check)) if check else []


def why_asked(turn: Turn) -> list[Said]:
    """Why the open question is asked: its answer can still change the verdict."""
    check = running(turn)
    return _ask(turn, check) if check else []


def _ask(turn: Turn, check: Check) -> list[Said]:
    """The check's next line; it never says that it did not understand what was answered first."""
    check.unread = False
    check.asking = None
    return _said(flow().advance(check, turn.message.day))


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
    said = _said(step)
    if check.asking and (lines := findings(check, changed, turn)):
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    elif not check.asking and day != turn.message.day:
        said[0] = replace(said[0], text=load_phrasebook()("check_by_day", day=spoken(day)) + said[0].text)
    frame = _kept(turn, check)
    # after a verdict 「那去年呢」 means the case, not what was asked before it
    if check.asking:
        return said, frame
    days = [result["earliest"] for result in step.custom.get("eligibility", ()) if result.get("earliest")]
    return said, frame.with_case(asked=Asked(day=str(days[0]) if days else ""))


def findings(check: Check, changed: set[str], turn: Turn) -> list[str]:
    """What the facts told decide already, in a line each; of what time cures, from which day."""
    say_, day, today = load_phrasebook(), judged_on(turn), turn.message.day
    corrected = "correct" in turn.act.leads or bool(turn.told.denied)  # then all that it decides is told, also if met
    measured = told_of(check, {name for name in changed if corrected or name in MEASURED}, turn)
    found = finding(rulebook(), check, changed, day)
    # what only the day named makes true is said to be true on that day
    now = {t.id: t.status for _, t in finding(rulebook(), check, changed, today)} if day != today else {}
    lines = []
    for notice, trace in found:
        if trace.status is not Stands.UNMET and trace.id not in measured:
            continue
        phrase = {Stands.MET: "found_met", Stands.UNMET: "found_unmet"}.get(trace.status, "found_rule")
        if trace.status is Stands.UNMET and trace.in_time:
            phrase = "found_short_until" if trace.earliest else "found_short"
        elif trace.status is Stands.MET and now.get(trace.id) is Stands.UNMET:
            phrase = "found_met_on"
        words = {"rule": trace.rule, "value": trace.value, "note": trace.note, "clause": trace.clause}
        words |= {"day": spoken(day), "due": reached(trace.earliest, trace.earliest_by) if trace.earliest else ""}
        lines.append(say_(phrase, notice=answerer().base.names[notice], **words))
    return lines


def judged_on(turn: Turn) -> date:
    """The day to judge by: the one on which somebody says they mean to act, where the same notices are in force."""
    today = turn.message.day
    acting, line = acting_day(turn.message.text, today), timeline(answerer().base)
    if _only_awaited(turn.message.text, acting, today):
        return today
    same = [notice.id for notice in line.current(acting)] == [notice.id for notice in line.current(today)]
    return acting if same else today


def _only_awaited(text: str, day: date, today: date) -> bool:
    """「通知7号才开」「明天才15号」: whether the day is only waited for, and nobody means to act on it."""
    table = words("asking")["awaited"]
    named = [each for each in days_spoken(text, today) if each.day == day]
    for each in named:
        for until in table["until"]:
            at = each.end + len(until)
            if text.startswith(until, each.end) and (
                text.startswith(tuple(table["opens"]), at) or any(other.start == at for other in named)
            ):
                return True
    return False


def told_of(check: Check, names: set[str], turn: Turn) -> set[str]:
    """The conditions that the named fields decide."""
    return {trace.id for _, trace in finding(rulebook(), check, names, judged_on(turn))} if names else set()


def _kept(turn: Turn, check: Check) -> Frame:
    scope = turn.scope if not turn.aside else turn.frame.scope
    place = check.told.get("region")
    if place in answerer().base.reference.regions and not scope.regions:
        scope = replace(scope, regions=(place,))  # another line of work leaves the place of the case
    return turn.frame.with_case(check=check.as_slot(), told=dict(check.told), scope=scope.as_dict())


def _said(step: Step) -> list[Said]:
    first = Said(step.text, step.buttons, step.custom)
    return [first, *(Said(text, (), custom) for text, custom in step.further)]


def _by_another_round(turn: Turn, check: Check) -> bool:
    """「如果按去年的通知呢」: whether the message names a round and nothing else; the check goes by that one then."""
    if not (turn.whole.scope_only and turn.named.rounds):
        return False
    check.rounds = [wish.model_dump() for wish in turn.named.rounds]
    return True
