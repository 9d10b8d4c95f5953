"""The eligibility check in the background of a conversation: any question is answered first, then it goes on."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from policies_kb.dialogue import Frame, Turn
from policies_kb.dialogue.frame import Asked
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import longest_first, words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility.telling import tell
from policies_kb.model.answer import Answer
from policies_kb.model.question import Scope
from policies_kb.reading import ASKING
from policies_kb.scope import Fit, offers, resolve

from .asking import answered, first_of, remember, say
from .eligibility import OWN_CASE, TARGET, Check, begins, is_answer, wishes
from .eligibility.finding import finding
from .eligibility.flow import Step
from .knowledge import answerer, flow, rulebook
from .saying import Said
from .wording.phrasebook import load_phrasebook

Done = tuple[list[Said], Frame]
SURE = 0.5  # probability of a topic from which a message during a check is a question of its own
BARE_WORD = 5  # characters
LEADS_AWAY = {"handoff", "start_over", "cancel", "injection", "insult"}
TALK = {"thanks", "greet", "goodbye", "who_are_you", "what_can_you_do"}
INTENT = "check_eligibility"
ALSO_ASKED, SURELY_ASKED = 0.38, 0.6  # score of a rule that a case asks for, and where the check tells one itself
# what is said of these even when it is met; of the others only what stands in the way
MEASURED = {"years", "work_start", "education", "putonghua", "assessments", "grassroots_years", "grassroots_excellent"}
YEARS = ("years",)
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
    return turn.told.puzzled or is_answer(check, turn.told)


# --- a running check


def goes_on(turn: Turn) -> Done | None:
    """A check that waits takes the message, or answers it first and then asks again."""
    check = running(turn)
    if check is None or not check.asking:
        return None
    if turn.told.puzzled and _about(turn, check):
        return [*explained(turn), *_ask(turn, check)], _kept(turn, check)
    if _by_another_round(turn, check):
        return _advance(turn, check, set())
    if "suppose" in turn.act.leads and turn.told.values:
        return _suppose(turn, check)
    if _asks_besides(turn, check):
        turn = answered(turn)
        if "我" in turn.message.text or not ASKING.search(turn.message.text):
            check.note(turn.told)
        return [say(turn), *_ask(turn, check)], remember(turn).with_case(check=check.as_slot())
    asks = OWN_CASE.search(turn.message.text) or ASKING.search(turn.message.text)
    if asks and not turn.told.values and not is_answer(check, turn.told):
        return _asked_again(turn, check)  # 「那够不够」: what is decided so far, and what is open
    changed = {name for name, value in turn.told.values.items() if check.told.get(name) != value}
    check.take(turn.told)
    return _advance(turn, check, set(check.told) if "region" in changed else changed)


def _asked_again(turn: Turn, check: Check) -> Done:
    said = _ask(turn, check)
    lines = _found(check, set(check.told), turn)
    if lines and check.asking:
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    return said, _kept(turn, check)


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
    if is_answer(check, turn.told) or turn.told.unknown:
        return False
    text = turn.message.text
    asks = ASKING.search(text) is not None or any(word in text for word in longest_first("asking", "aspects"))
    topical = first is not None and first[0] in answerer().base.reference.topics
    sure = first is not None and first[1] >= SURE
    if turn.whole.scope_only and turn.whole.inherited_topics and not turn.told.values:
        return True  # 「授予呢」 goes on with the last question
    if turn.told.values:
        return topical and sure and _asks_rule(turn)
    return topical and (asks or sure)


def _suppose(turn: Turn, check: Check) -> Done:
    """「要是我是本科呢」: judged, and the real case is kept to come back to."""
    kept = turn.frame.case.before or turn.frame.case.check
    changed = set(turn.told.values)
    check.take(turn.told)
    said, frame = _advance(turn, check, changed)
    return said, frame.with_case(before=kept)


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
        said, frame = _advance(turn, real, set())
        return said, frame.with_case(before=None)
    told = turn.told
    if len(turn.text) <= BARE_WORD and not told.values:
        bare = tell(turn.text, answerer().reader, turn.message.day, "series")
        told = bare if "series" in bare.values else told  # a series alone corrects the line of work
    changed = {name for name, value in told.values.items() if check.told.get(name) != value}
    if changed and "suppose" in turn.act.leads:
        return _suppose(replace(turn, told=told), check)
    own = Check(**deepcopy(before)) if before else check  # what was supposed counts for one turn
    corrects = "correct" in turn.act.leads or not ASKING.search(turn.message.text)
    if changed and corrects and not _beside_the_point(turn, own, told.values, changed):
        own.take(told)
        said, frame = _advance(turn, own, changed)
        return said, frame.with_case(before=None)
    if not turn.whole.inherited_topics and _by_another_round(turn, check):
        return _advance(turn, check, set())
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


# --- the beginning


def begins_now(turn: Turn) -> Done | None:
    """A check begins where somebody's own case is told; a rule that was surely asked for is told as well."""
    check = running(turn)
    if check is not None and check.done and not _new_case(turn, check):
        return None
    if _about_the_window(turn) or turn.aside:
        return None
    parts = () if turn.goes_on else turn.whole.parts
    wants = begins(turn.text, turn.told, parts) or _bare(turn)
    of_another = turn.another and bool(_personal(turn)) and not _asks_rule(turn)
    corrected = "correct" in turn.act.leads and bool(turn.told.values) and not turn.goes_on and not _asks(turn)
    if not (wants or corrected or of_another or _wishes_only(turn)) or _nothing_on_file(turn):
        return None
    return None if _not_offered(turn) else _begin(turn, corrected=corrected)


def _new_case(turn: Turn, check: Check) -> bool:
    """Whether a message after a verdict tells another case: it changes something and asks anew."""
    return any(check.told.get(name) != value for name, value in turn.told.values.items()) or not turn.told.values


def _wishes_only(turn: Turn) -> bool:
    """「我想评职称」 tells something and asks nothing that is on file."""
    if turn.whole.scope_only:
        return False
    return bool(turn.told.values) and wishes(turn.message.text) and _missing(turn) == "topic"


def _missing(turn: Turn) -> str:
    given = answered(turn).answer
    return given.missing if given else ""


def _bare(turn: Turn) -> bool:
    """「能初定吗」 with nothing before it that it could go on from."""
    alone = turn.whole.scope_only or lacks(turn.text, turn.reading)[0]
    return alone and not turn.whole.inherited_topics and OWN_CASE.search(turn.text) is not None


def _asks(turn: Turn) -> bool:
    return ASKING.search(turn.text) is not None


def _about_the_window(turn: Turn) -> bool:
    """「现在还能报不」 asks how the window stands."""
    table = words("asking")["window_now"]
    text = turn.message.text
    return not _personal(turn) and any(w in text for w in table["times"]) and any(w in text for w in table["may"])


def _personal(turn: Turn) -> set[str]:
    """What is told besides the scope."""
    return set(turn.told.values) - {"region", "series", "specialty"}


def _asks_rule(turn: Turn) -> bool:
    aspects = words("asking")["aspects"]
    return any(word in turn.message.text for name in RULES for word in aspects[name])


def _nothing_on_file(turn: Turn) -> bool:
    scope = replace(turn.scope, rounds=turn.named.rounds)
    fit = resolve(scope, answerer().base, turn.message.day).fit
    return fit is Fit.NO_ROUND or (fit is Fit.NO_NOTICE and len(scope.regions) == 1)


def _not_offered(turn: Turn) -> bool:
    """Whether no notice of the place offers the path that is named: that is the answer, there is nothing to judge."""
    notices = resolve(turn.scope, answerer().base, turn.message.day).notices
    path = turn.named.path
    return path is not None and bool(notices) and not any(offers(notice, path, None) for notice in notices)


def _begin(turn: Turn, *, corrected: bool = False) -> Done:
    # somebody's own case is judged by the round in force, whatever year was spoken of before
    turn = replace(turn, scope=replace(turn.scope, rounds=turn.named.rounds))
    turn = replace(turn, question=replace(turn.whole, scope=turn.scope))
    check = Check(places=list(turn.named.regions), rounds=[wish.model_dump() for wish in turn.named.rounds])
    check.told.update(turn.frame.case.told)
    if turn.scope.regions and not turn.named.regions and "region" not in turn.told.values:
        check.told["region"] = turn.scope.regions[0]
    if turn.scope.series and not turn.named.series and "series" not in turn.told.values:
        check.told["series"] = turn.scope.series[0]
    check.take(turn.told)
    path = answerer().base.reference.paths.get(turn.scope.path or "")
    if check.target is None and path is not None and not path.board and turn.goes_on | turn.another:
        check.target = path.target
    absent = resolve(turn.scope, answerer().base, turn.message.day).absent
    said: list[Said] = []
    if absent:
        rounds = "、".join(wish.name for wish in absent)
        said.append(Said(load_phrasebook()("check_round_absent", rounds=rounds), (), {"status": "no_notice"}))
    rule: list[Said] = []
    turn = answered(turn)
    given = turn.answer
    if given is not None and not corrected and _surely_asked(given, check, turn):
        rule = [say(turn, first_of(given))]
    steps, frame = _advance(turn, check, set(check.told))
    verdict = any("eligibility" in s.custom for s in steps)
    said += [*steps, *rule] if verdict else [*rule, *steps]
    if turn.answer is not None and turn.answer.topics and not verdict:
        frame = replace_asked(frame, remember(turn))
    return said, frame


def _surely_asked(given: Answer, check: Check, turn: Turn) -> bool:
    """Whether a case also asks for a rule, which is then told: the rule on years the check tells itself."""
    least = SURELY_ASKED if check.told.get("education") else ALSO_ASKED
    if given.missing or (given.topics[:1] == YEARS and _found(deepcopy(check), {"education", "years"}, turn)):
        return False
    return any(s.score >= least and s.kind != "not_offered" for s in given.statements)


def replace_asked(frame: Frame, other: Frame) -> Frame:
    """``frame`` with the last question of ``other``."""
    return frame.with_case(asked=other.case.asked)


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


def _advance(turn: Turn, check: Check, changed: set[str]) -> Done:
    """The next question with what the told facts decide already, or the verdict."""
    place = str(check.told.get("region") or "")
    day = turn.message.day
    if check.rounds and place in answerer().base.reference.regions:
        scope = Scope(regions=(place,), rounds=check.wishes())
        if resolve(scope, answerer().base, day).fit is Fit.NO_ROUND:
            turn = answered(replace(turn, question=replace(turn.whole, scope=scope), answer=None))
            return [say(turn)], remember(turn).with_case(check=None)
    step = flow().advance(check, day)
    said = _said(step)
    if check.asking and (lines := _found(check, changed, turn)):
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    frame = _kept(turn, check)
    # after a verdict 「那去年呢」 means the case, not what was asked before it
    if check.asking:
        return said, frame
    days = [result["earliest"] for result in step.custom.get("eligibility", ()) if result.get("earliest")]
    return said, frame.with_case(asked=Asked(day=str(days[0]) if days else ""))


def _found(check: Check, changed: set[str], turn: Turn) -> list[str]:
    say_ = load_phrasebook()
    lines = []
    measured = {name for name in changed if name in MEASURED}
    for notice, trace in finding(rulebook(), check, changed, turn.message.day):
        if trace.status is not Stands.UNMET and trace.id not in told_of(check, measured, turn):
            continue
        phrase = {Stands.MET: "found_met", Stands.UNMET: "found_unmet"}.get(trace.status, "found_rule")
        if trace.status is Stands.UNMET and trace.in_time:
            phrase = "found_short"
        name = answerer().base.names[notice]
        lines.append(
            say_(phrase, rule=trace.rule, value=trace.value, note=trace.note, clause=trace.clause, notice=name)
        )
    return lines


def told_of(check: Check, names: set[str], turn: Turn) -> set[str]:
    """The conditions that the named fields decide."""
    return {trace.id for _, trace in finding(rulebook(), check, names, turn.message.day)} if names else set()


def _kept(turn: Turn, check: Check) -> Frame:
    scope = turn.scope if not turn.aside else turn.frame.scope
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
