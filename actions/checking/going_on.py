"""A check that waits takes the message, or answers it first and then asks again."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from policies_kb.dialogue import Turn
from policies_kb.dialogue.words import longest_first, words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility.values import fields, label, spoken_of
from policies_kb.model.answer import Status
from policies_kb.reading import ASKING

from ..asking import answered, first_of, remember, say
from ..eligibility import OWN_CASE, TARGET, Check, is_answer
from ..eligibility.finding import finding
from ..knowledge import answerer, rulebook
from ..wording.phrasebook import load_phrasebook
from .advancing import advanced, ask, explained, kept
from .current import SURE, Done, asked_of_things, asks_rule, changed_fields, first_guess, running
from .deciding import findings, judged_on

INTENT = "check_eligibility"
SCOPE = {"region", "series", "specialty"}
YEARS = ("years",)  # the rule that the check tells itself
HELD = 0.5  # score of what answers a question of a thing by name


def goes_on(turn: Turn) -> Done | None:
    """A check that waits takes the message, or answers it first and then asks again."""
    check = running(turn)
    if check is None or not check.asking:
        return None
    if turn.told.puzzled and _about(turn, check):
        return [*explained(turn), *ask(turn, check)], kept(turn, check)
    if by_another_round(turn, check):
        return advanced(turn, check, set())
    if turn.told.values and ("suppose" in turn.act.leads or turn.told.what_if):
        return suppose(turn, check)
    if _asks_when_enough(turn) and findings(check, set(check.told), turn):
        return _asked_again(turn, check)
    if _asks_besides(turn, check):
        turn = answered(turn)
        if "我" in turn.message.text or not ASKING.search(turn.message.text):
            check.note(turn.told)
        return [say(turn), *ask(turn, check)], remember(turn).with_case(check=check.as_slot())
    asks = OWN_CASE.search(turn.message.text) or ASKING.search(turn.message.text)
    if asks and not turn.told.values and not is_answer(check, turn.told):
        return _asked_again(turn, check)  # 「那够不够」: what is decided so far, and what is open
    if (left := _left_unread(turn, check)) is not None:
        return left
    if _says_nothing(turn) and (given := answered(turn)).answer and given.answer.status is Status.ANSWERED:
        return [say(given), *ask(given, check)], remember(given).with_case(check=check.as_slot())
    changed = changed_fields(turn.told, check)
    rule = _asked_beside_the_answer(turn)
    not_known = _not_known(turn, check)
    if not_known and check.asking not in not_known:  # 「考核结果我不知道」 while another field is asked for
        check.asked += [name for name in not_known if name not in check.asked]
        check.asking = None
        check.take(replace(turn.told, unknown=False))
    else:
        check.take(turn.told)
    said, frame = advanced(turn, check, set(check.told) if "region" in changed else changed)
    if not_known and check.asking:
        noted = load_phrasebook()("check_not_known", field="、".join(label(name) for name in not_known))
        said[0] = replace(said[0], text="\n".join([noted, said[0].text]))
    if rule is None:
        return said, frame
    return [say(rule, first_of(rule.answer)), *said] if rule.answer else said, frame


def _not_known(turn: Turn, check: Check) -> list[str]:
    """The fields that somebody says not to know: those that they name, else the one that is asked for."""
    if not turn.told.unknown:
        return []
    known = {**check.told, **turn.told.values}
    named = [name for name in spoken_of(turn.message.text) if name not in known]
    return named or [name for name in (check.asking,) if name in fields() and name not in known]


def suppose(turn: Turn, check: Check) -> Done:
    """「要是我是本科呢」: judged, and the real case is kept to come back to."""
    kept = turn.frame.case.before or turn.frame.case.check
    before = deepcopy(check.told)
    check.take(turn.told)
    changed = {name for name, value in check.told.items() if before.get(name) != value} | set(turn.told.values)
    said, frame = advanced(turn, check, changed)
    return said, frame.with_case(before=kept)


def _says_nothing(turn: Turn) -> bool:
    """Whether nothing of a case is told, and no yes or no: then it may still be a question, put in few words."""
    told, first = turn.told, first_guess(turn)
    topical = first is not None and first[0] in answerer().base.reference.topics
    return topical and not (told.values or told.denied or told.target or told.unknown or told.affirms or told.denies)


def _asked_beside_the_answer(turn: Turn) -> Turn | None:
    """「我是事业编 普通话最低几级」 answers the open question and asks one: the turn with the facts for it.

    Whoever asks of a thing by name asks, whether or not the words alone are sure of the topic: 「你们周六上班吗」.
    """
    if not turn.told.values:
        return None
    first = first_guess(turn)
    topical = first is not None and first[0] in answerer().base.reference.topics and first[1] >= SURE
    sure = topical and ASKING.search(turn.message.text) is not None and asks_rule(turn)
    if (sure and first and first[0] in YEARS) or not (sure or asked_of_things(turn)):
        return None
    given = answered(turn)
    unfit = (Status.CLARIFY, Status.OUT_OF_SCOPE, Status.NO_NOTICE)
    if given.answer is None or given.answer.status in unfit:
        return None
    held = max((statement.score for statement in given.answer.statements), default=0.0)
    return given if sure or held >= HELD else None


def _left_unread(turn: Turn, check: Check) -> Done | None:
    """A question of a thing by name that tells nothing new and answers nothing: answered, or said not to be."""
    told = turn.told
    new = told.denied or any(check.told.get(name) != value for name, value in told.values.items())
    if new or told.affirms or told.denies or is_answer(check, told) or not (things := asked_of_things(turn)):
        return None
    if (rule := _asked_beside_the_answer(turn)) is not None and rule.answer:
        return [say(rule, first_of(rule.answer)), *ask(turn, check)], remember(rule).with_case(check=check.as_slot())
    said = ask(turn, check)
    open_ = load_phrasebook()("unanswered", parts="、".join(things))
    said[0] = replace(said[0], text="\n".join([open_, said[0].text]))
    return said, kept(turn, check)


def _asked_again(turn: Turn, check: Check) -> Done:
    said = ask(turn, check)
    lines = findings(check, set(check.told), turn)
    if lines and check.asking:
        said[0] = replace(said[0], text="\n".join([*lines, said[0].text]))
    traces = [trace for _, trace in finding(rulebook(), check, set(check.told), judged_on(turn))]
    due = next((t.earliest for t in traces if t.status is Stands.UNMET and t.in_time and t.earliest), None)
    frame = kept(turn, check)
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
    first = first_guess(turn)
    return check.asking == TARGET or first is None or first[1] < SURE or first[0] == INTENT or len(turn.text) <= 8


def _asks_besides(turn: Turn, check: Check) -> bool:
    """Whether the message is a question of its own: it asks, it is sure of a topic, and it does not answer."""
    first = first_guess(turn)
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
        of_a_scope = set(turn.told.values) <= SCOPE  # 「某县也要普通话证?」 names a place to ask of, and tells nothing
        return topical and sure and (asks_rule(turn) or (asks and (of_a_scope or _of_a_group(turn))))
    return topical and (asks or sure)


def _of_a_group(turn: Turn) -> bool:
    """「老师要普通话证不」: asks of people that a rule speaks of, and of nobody in person."""
    text = turn.message.text
    persons = any(word in text for name in ("self", "pronouns") for word in words("people")[name]) or "我" in text
    of_somebody = len(turn.told.values.keys() - SCOPE) > 1  # who tells so much tells a case
    return not (persons or of_somebody) and any(word in text for word in longest_first("asking", "groups"))


def by_another_round(turn: Turn, check: Check) -> bool:
    """「如果按去年的通知呢」: whether the message names a round and nothing else; the check goes by that one then."""
    if not (turn.whole.scope_only and turn.named.rounds):
        return False
    check.rounds = [wish.model_dump() for wish in turn.named.rounds]
    return True
