"""The beginning of a check: somebody's own case is told, or a bare 能不能 has nothing before it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from policies_kb.dialogue import Turn
from policies_kb.dialogue.whole import lacks
from policies_kb.dialogue.words import longest_first, without, words
from policies_kb.eligibility import Status as Stands
from policies_kb.eligibility import Trace, Verdict
from policies_kb.eligibility.predicates import reads
from policies_kb.eligibility.rules import PathRules
from policies_kb.model.answer import Answer, Statement
from policies_kb.reading import ASKING
from policies_kb.reading.clauses import clauses
from policies_kb.reading.days import names_no_month
from policies_kb.scope import offers, resolve

from .asking import answered, first_of, remember, say
from .checking import Done, advanced, asks_rule, findings, first_guess, running
from .eligibility import OWN_CASE, Check, begins, wishes
from .eligibility.finding import conditions
from .eligibility.flow import Decided
from .knowledge import answerer, flow, rulebook
from .nothing_on_file import nothing_on_file, told_of_nowhere
from .saying import Said
from .wording.phrasebook import load_phrasebook

ALSO_ASKED, SURELY_ASKED = 0.38, 0.6  # score of a rule that a case asks for, and where the check tells one itself
YEARS = ("years",)


def begins_now(turn: Turn) -> Done | None:
    """A check begins where somebody's own case is told; a rule that was surely asked for is told as well."""
    check = running(turn)
    if check is not None and check.done and not _new_case(turn, check):
        return None
    if _about_the_window(turn) or turn.aside:
        return None
    parts = () if turn.goes_on else turn.whole.parts
    decided = _decided(turn)
    wants = decided or begins(turn.text, turn.told, parts) or _bare(turn)
    of_another = turn.another and bool(_personal(turn)) and not (asks_rule(turn) or _asks_the_last_of(turn))
    corrected = "correct" in turn.act.leads and bool(turn.told.values) and not _goes_on(turn) and not _asks(turn)
    if not (wants or corrected or of_another or _wishes_only(turn)):
        return None
    if nothing_on_file(turn):
        return told_of_nowhere(turn, _personal(turn)) if turn.whole.scope_only and wishes(turn.message.text) else None
    return _begin(turn, alone=corrected or decided or bool(turn.another and turn.frame.case.like))


def _goes_on(turn: Turn) -> bool:
    """Whether a message goes on with a question; a case that was only told so far is none."""
    return turn.goes_on and not (turn.frame.case.told and not turn.frame.case.asked.topics)


def _asks_the_last_of(turn: Turn) -> bool:
    """「我同事在州直 没驻过村 也免?」: the last question is asked of somebody else, whose case is told for it."""
    first = first_guess(turn)
    topical = first is not None and first[0] in answerer().base.reference.topics and first[1] >= SURELY_ASKED
    return turn.goes_on and topical and not _decided(turn)


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
    whom = turn.named.series or any(word in turn.text for word in longest_first("asking", "groups"))
    asked = [clause for clause in clauses(turn.text) if OWN_CASE.search(clause)]
    plain = without(asked[-1], tuple(words("asking")["of_all"])) if len(asked) == 1 else turn.text
    # 「某系列能报吗」 asks of it; what a clause before it says by the way is no subject
    alone = turn.whole.scope_only or (lacks(plain, answerer().reader.read(plain))[0] and not whom)
    return alone and not turn.whole.inherited_topics and OWN_CASE.search(turn.text) is not None


def _asks(turn: Turn) -> bool:
    return ASKING.search(turn.text) is not None


def _about_the_window(turn: Turn) -> bool:
    """「这会儿还能报吗」「26号再交行不」 ask how the window stands."""
    table = words("asking")["window_now"]
    text = turn.message.text
    now = any(w in text for w in table["times"]) and any(w in text for w in table["may"])
    return not _personal(turn) and (now or names_no_month(turn.text, turn.message.day))


def _personal(turn: Turn) -> set[str]:
    """What is told besides the scope."""
    return set(turn.told.values) - {"region", "series", "specialty"}


def _not_offered(turn: Turn) -> bool:
    """Whether no notice of the place offers the path that is named: that is said before the verdict."""
    notices = resolve(turn.scope, answerer().base, turn.message.day).notices
    path = turn.named.path
    return path is not None and bool(notices) and not any(offers(notice, path, None) for notice in notices)


def _decided(turn: Turn) -> bool:
    """Whether what is told of somebody rules them out already, and the message asks whether they may."""
    of_case = _personal(turn) & turn.told.of_somebody
    asks = (_asks(turn) and not _of_afterwards(turn)) or OWN_CASE.search(turn.text) is not None or wishes(turn.text)
    if not of_case or not asks or turn.told.what_if or asks_rule(turn):
        return False
    check = _opened(turn)
    found = flow().decide(check, turn.message.day)
    if not isinstance(found, Decided):
        return False
    about = _value_asked_about(turn) or of_case
    for first in flow().shown(check, found.results)[:1]:  # none where no notice of the round is on file
        against = [c for c in first.conditions if c.status is Stands.UNMET and of_case & about & set(c.reads)]
        return bool(against) and first.verdict in (Verdict.INELIGIBLE, Verdict.NOT_YET)
    return False


def _value_asked_about(turn: Turn) -> set[str]:
    """「某一行的三乙够吗」 asks of the grade, whatever else stands in the way: the fields of the rule asked for."""
    first = first_guess(turn)
    sure = first is not None and first[1] >= SURELY_ASKED
    return set(words("asking")["ruled"].get(first[0], ())) if first and sure else set()


def _of_afterwards(turn: Turn) -> bool:
    """Whether what comes after a title is asked of somebody who has it: the title told is no reason against them."""
    text = turn.message.text
    return any(word in text for word in words("asking")["afterwards"]) and "current_title" in turn.told.values


def _opened(turn: Turn) -> Check:
    """A check with what is known of the case."""
    check = Check(places=list(turn.named.regions), rounds=[wish.model_dump() for wish in turn.named.rounds])
    check.told.update(turn.frame.case.told)
    if like := turn.frame.cases.get(turn.frame.case.like):
        check.target = (like.check or {}).get("target")
        inferred = (like.check or {}).get("inferred") or {}
        check.inferred.update({name: words for name, words in inferred.items() if name in check.told})
    if turn.scope.regions and not turn.named.regions and "region" not in turn.told.values:
        check.told["region"] = turn.scope.regions[0]
    if turn.scope.series and not turn.named.series and "series" not in turn.told.values:
        check.told["series"] = turn.scope.series[0]
    check.take(turn.told)
    path = answerer().base.reference.paths.get(turn.scope.path or "")
    of_before = OWN_CASE.search(turn.frame.case.asked.text) is not None  # 「能不能乡镇初定中级」, and now the case
    if check.target is None and path is not None and not path.board and (turn.goes_on or turn.another or of_before):
        check.target = path.target
    return check


def _begin(turn: Turn, *, alone: bool = False) -> Done:
    """``alone``: no rule is told besides."""
    # somebody's own case is judged by the round in force, whatever year was spoken of before
    turn = replace(turn, scope=replace(turn.scope, rounds=turn.named.rounds))
    turn = replace(turn, question=replace(turn.whole, scope=turn.scope))
    check = _opened(turn)
    absent = resolve(turn.scope, answerer().base, turn.message.day).absent
    said: list[Said] = []
    if absent:
        rounds = "、".join(wish.name for wish in absent)
        said.append(Said(load_phrasebook()("check_round_absent", rounds=rounds), (), {"status": "no_notice"}))
    rule: list[Said] = []
    turn = turn if alone else answered(turn)
    given = _for_the_asker(turn.answer, check, turn) if turn.answer else None
    refused = _not_offered(turn)
    if refused and check.target is None and turn.named.path:
        check.target = answerer().base.reference.paths[turn.named.path].target  # what is asked is what is judged
    if given is not None and not alone and (refused or _surely_asked(given, check, turn)):
        rule = [say(turn, _rule_of(given, check, turn))]
    steps, frame = advanced(turn, check, set(check.told))
    verdict = any("eligibility" in s.custom for s in steps)
    said += [*steps, *rule] if verdict and not refused else [*rule, *steps]
    if rule and not verdict:
        frame = frame.with_case(asked=remember(turn).case.asked)  # the rule was asked; the check is the frame's
    return said, frame


def _asked_apart(turn: Turn) -> set[str]:
    """The topics of clauses that ask of something by themselves: 「…想弄个初级职称 今年截止了没」."""
    sure = (part for part in turn.whole.parts if part.guesses and part.guesses[0].probability >= SURELY_ASKED)
    return {part.guesses[0].topic for part in sure if ASKING.search(part.text)} if len(turn.whole.parts) > 1 else set()


def _rule_of(given: Answer, check: Check, turn: Turn) -> Answer:
    """What is told besides the check: all that is asked of several matters, else the one that is asked apart."""
    apart = tuple(s for s in given.statements if s.topic in _asked_apart(turn))
    if apart:
        return replace(given, statements=apart)
    return _besides(given, check, turn) if given.several else first_of(given)


def _besides(given: Answer, check: Check, turn: Turn) -> Answer:
    """All that is asked besides the own case; the check tells the years, and beside a verdict all it judges by."""
    decided = isinstance(flow().decide(deepcopy(check), turn.message.day), Decided)
    others = tuple(
        s for s in given.statements if s.topic not in YEARS and not (decided and _told_by_the_check(s, check, turn))
    )
    return replace(given, statements=others or given.statements)


def _for_the_asker(given: Answer, check: Check, turn: Turn) -> Answer:
    """The answer without what is only about people whom the notice leaves out, where it says anything else."""
    others = tuple(s for s in given.statements if not _shuts_out_others(s, check, turn))
    return replace(given, statements=others or given.statements)


def _shuts_out_others(statement: Statement, check: Check, turn: Turn) -> bool:
    """Whether it says only whom the notice leaves out, and the asker is not known to be one of them."""
    rules = _rules_of(statement, check, turn)
    if statement.applied or rules is None or not statement.facts or any(f.kind != "exclusion" for f in statement.facts):
        return False
    told = check.told.keys()  # who speaks of it asks of it
    exclusions = [condition for condition in rules.conditions if condition.role == "exclusion"]
    quoted, excluded = {c.quote for c in statement.citations}, {c.evidence.quote for c in exclusions}
    spoken_of = [c for c in exclusions if told & reads(c.test) and c.evidence.quote in quoted]
    if not spoken_of or not quoted <= excluded:
        return quoted <= excluded
    none_of_them = {trace.id for trace in _standing(statement, check, turn) if trace.status is Stands.MET}
    return all(condition.id in none_of_them for condition in spoken_of)


def _standing(statement: Statement, check: Check, turn: Turn) -> tuple[Trace, ...]:
    """How the conditions of the statement's notice stand for the person."""
    target = check.target or answerer().base.reference.ordinary_path.target
    return conditions(rulebook(), check, target, turn.message.day, statement.notice_id)


def _told_by_the_check(statement: Statement, check: Check, turn: Turn) -> bool:
    """Whether a statement rests on nothing but the clauses that the person is judged by anyhow."""
    if statement.topic in YEARS:
        return True
    rules = _rules_of(statement, check, turn)
    if asks_rule(turn) or rules is None:
        return False
    region = rulebook().of(statement.notice_id, turn.message.day).rules.region
    judged = {condition.evidence.clause for condition in (region, *rules.conditions)}
    return {citation.clause for citation in statement.citations} <= judged


def _about_the_notice(statement: Statement, check: Check, turn: Turn) -> bool:
    """Whether a statement says no more than what the notice is about, which the check has found it to be."""
    if _rules_of(statement, check, turn) is None or not statement.citations:
        return False
    rules = rulebook().of(statement.notice_id, turn.message.day).rules
    if turn.told.target and rules.path(turn.told.target) is None:
        return False  # what it is about answers who asks for something else
    return {citation.clause for citation in statement.citations} <= {rules.region.evidence.clause}


def _rules_of(statement: Statement, check: Check, turn: Turn) -> PathRules | None:
    """The rules by which the check judges, of the notice that the statement is of."""
    if statement.notice_id not in rulebook():
        return None
    target = check.target or answerer().base.reference.ordinary_path.target
    return rulebook().of(statement.notice_id, turn.message.day).rules.path(target)


def _surely_asked(given: Answer, check: Check, turn: Turn) -> bool:
    """Whether a case also asks for a rule, which is then told: the rule on years the check tells itself."""
    least = SURELY_ASKED if check.told.get("education") else ALSO_ASKED
    own = [_told_by_the_check(statement, check, turn) for statement in given.statements]
    if all(_shuts_out_others(statement, check, turn) for statement in given.statements):
        return False
    if all(_about_the_notice(statement, check, turn) for statement in given.statements):
        return False
    if all(own) and any(statement.topic not in YEARS for statement in given.statements):
        return not isinstance(flow().decide(deepcopy(check), turn.message.day), Decided)
    if not given.missing and (given.several or _asked_apart(turn) & {s.topic for s in given.statements}):
        return True
    if given.missing or (given.topics[:1] == YEARS and findings(deepcopy(check), {"education", "years"}, turn)):
        return False
    return any(s.score >= least and s.kind != "not_offered" for s in given.statements)
