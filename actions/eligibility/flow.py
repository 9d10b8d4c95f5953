"""Drives a check: the next question is the one that can still change the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from actions.wording.cards import as_data
from actions.wording.checklist import checklist_brief, checklist_card, checklist_text
from actions.wording.contacts import phones
from actions.wording.phrasebook import load_phrasebook
from policies_kb.checklist import Case, make_checklist, make_token
from policies_kb.eligibility import (
    Applicant,
    ApplicantError,
    Result,
    Rulebook,
    Status,
    Target,
    Verdict,
    assess,
    next_question,
    question,
    targets,
)
from policies_kb.eligibility.plausible import Taken, plausible
from policies_kb.eligibility.values import fields, label, shown, span_between
from policies_kb.loading import KnowledgeBase
from policies_kb.scope import covering, covers_series, timeline

from .cards import verdict_card
from .check import TARGET, TIMES, Check
from .choosing import choices

MOST_LISTS = 2


@dataclass(frozen=True)
class Step:
    """What the check says next: a question with buttons, or the verdict with a checklist for each notice."""

    text: str
    buttons: tuple[dict[str, str], ...]
    custom: dict[str, Any]
    further: tuple[tuple[str, dict[str, Any]], ...] = ()  # texts and data of the messages after it


@dataclass(frozen=True)
class Open:
    """The field to ask for next (or the target, with those ``offered``); ``reason``: why it is asked again.

    ``said_back``: the value is told, and only said back.
    """

    field: str
    reason: str = ""
    offered: tuple[Target, ...] = ()
    said_back: bool = False


@dataclass(frozen=True)
class Decided:
    """The results, in the order in which they concern the person. ``taken``: what was taken for granted (plausible)."""

    results: tuple[Result, ...]
    applicant: Applicant
    taken: Mapping[str, Taken] = field(default_factory=dict)


class Flow:
    """The check for one knowledge base."""

    def __init__(self, base: KnowledgeBase, book: Rulebook) -> None:
        self._base, self._book = base, book
        self._say = load_phrasebook()
        self._usual = frozenset(name for name, words in fields().items() if words.usual)

    def advance(self, check: Check, as_of: date, *, brief: bool = True) -> Step:
        """The next question, or the verdict; ``check`` remembers which.

        ``brief``: conditions beside the point are only named, and a verdict that was given before and stays the
        same is said in one sentence.
        """
        found = self.decide(check, as_of)
        if isinstance(found, Open):
            return self._ask_target(check, found.offered) if found.field == TARGET else self._ask(check, found, as_of)
        again = [[result.notice_id, result.verdict.value] for result in found.results]
        same = check.done and check.verdicts == again
        check.done, check.verdicts = True, again
        return self._verdict(check, found, as_of, again=same and brief, whole=not brief)

    def decide(self, check: Check, as_of: date) -> Open | Decided:
        """What is still open, or what can be said; a statement that cannot be is dropped from ``check``."""
        try:
            applicant = Applicant.model_validate(check.told)
            applicant.check(as_of)
        except (ValidationError, ApplicantError) as error:
            return self._mend(check, error)
        if check.target is None:
            offered = self._offered(applicant, as_of, check)
            if len(offered) == 1:
                check.target = offered[0]
            elif lost := self._lost(check, offered, applicant, as_of):
                check.target = lost
            elif applicant.region is None and not applicant.series and "region" not in check.asked:
                return Open("region")
            elif TARGET not in check.asked:
                return Open(TARGET, offered=tuple(offered or targets()))
            else:
                check.target = self._base.reference.ordinary_path.target
        check.target = self._meant(check.target, self._offered(applicant, as_of, check))
        taken, results = self._results(check, check.target, applicant, as_of)
        applicant = applicant.with_values({name: one.value for name, one in taken.items()})
        placeless = applicant.region is None and "region" not in check.asked and len(results) > 1
        if placeless and not self._ruled_out(check, results):
            return Open("region")  # an answer from another place helps nobody, even a sure one
        asked = next_question(results, applicant, check.asked)
        if asked and not self._settled(results):
            return Open(asked)
        if doubt := self._doubtful(check, results):
            said = shown(doubt, getattr(applicant, doubt))
            words = check.inferred[doubt]
            understood = self._say("check_understood", field=label(doubt), value=said, words=words)
            return Open(doubt, understood, said_back=True)
        return Decided(tuple(self._shown_first(check, results)), applicant, taken)

    def reasons(self, check: Check, as_of: date) -> Step:
        """The verdict again, with the words of the notice that each condition rests on."""
        step = self.advance(check, as_of, brief=False)
        if not check.done:
            return step
        quoted = dict.fromkeys((c["clause"], c["quote"]) for c in step.custom["citations"])
        lines = [self._say("check_quote", clause=clause, quote=quote) for clause, quote in quoted]
        return Step("\n".join([step.text, self._say("check_quotes"), *lines]), step.buttons, step.custom)

    def earliest(self, check: Check, as_of: date) -> Step | None:
        """The day from which the time is long enough; None where it is not time that is short, or no day is known."""
        try:
            _, results = self._results(check, check.target or "", Applicant.model_validate(check.told), as_of)
        except (ValidationError, ApplicantError):
            return None
        short = [result for result in self._shown_first(check, results)[:1] if result.earliest]
        if not short or short[0].earliest is None:
            return None
        sentence = short[0].text.split("\n", 1)[0]
        least = span_between(as_of, short[0].earliest)
        by = short[0].earliest_by
        left = f"{least}至{span_between(as_of, by)}" if by else least
        quoted = [c for c in short[0].conditions if c.status is Status.UNMET and c.quote]
        citations = [{"notice_id": c.notice, "clause": c.clause, "quote": c.quote} for c in quoted]
        text = self._say("check_earliest", sentence=sentence, left=left)
        custom = {"status": "answered", "citations": citations, "earliest": short[0].earliest.isoformat()}
        return Step(text, self._folded("check_why"), custom)

    def explain(self, check: Check) -> Step:
        """What the open question means, in everyday words."""
        if check.asking is None or check.asking == TARGET:
            return Step(self._say("check_target_meaning"), (), {"status": "answered"})
        meaning = question(check.asking, self._base).meaning
        return Step(self._say("check_meaning", meaning=meaning), (), {"status": "answered"})

    def _results(
        self, check: Check, target: Target, told: Applicant, as_of: date
    ) -> tuple[dict[str, Taken], list[Result]]:
        """The results, and what was taken for granted for them: only where it leaves no doubt in any condition."""
        taken = self.taken(check, told, as_of)
        while True:
            applicant = told.with_values({name: one.value for name, one in taken.items()})
            # where time is short nothing makes it enough: what they were asked and do not know is not waited for,
            # once it is known whose rule on years it is
            waived = self._usual | (frozenset(check.asked) if applicant.region else frozenset())
            results = assess(self._book, target, applicant, as_of, check.wishes(), waived)
            doubtful = {
                name
                for result in results
                if result.verdict is not Verdict.INELIGIBLE
                for condition in result.conditions
                if condition.status is not Status.MET
                for name in condition.reads
            } & taken.keys()
            if not doubtful:
                return taken, results
            taken = {name: one for name, one in taken.items() if name not in doubtful}

    def taken(self, check: Check, applicant: Applicant, as_of: date) -> dict[str, Taken]:
        """What is taken for granted of what would be asked; what was asked and is not known stays open."""
        path = self._base.reference.targets[check.target].id if check.target else ""
        found = plausible(applicant, as_of, path)
        return {name: one for name, one in found.items() if name not in check.asked}

    def _ruled_out(self, check: Check, results: list[Result]) -> bool:
        """Whether the notice about the person's own series alone rules them out, and no other place can help."""
        lost = all(result.verdict is Verdict.INELIGIBLE for result in results)
        return lost and self._about(results[0], check.told.get("series"))

    def _settled(self, results: list[Result]) -> bool:
        return all(result.verdict is not Verdict.NEED_INFO for result in results)

    def _doubtful(self, check: Check, results: list[Result]) -> str | None:
        """The inferred field that alone stands between the person and a better verdict: it is said back and asked."""
        shown_first = self.shown(check, tuple(self._shown_first(check, results)))
        if any(result.verdict is not Verdict.INELIGIBLE for result in shown_first):
            return None
        for condition in shown_first[0].conditions if shown_first else ():
            if condition.status is Status.UNMET and not condition.in_time:
                for name in condition.reads:
                    if name in check.inferred and check.inferred[name] and name not in check.asked:
                        return name
        return None

    def _lost(self, check: Check, offered: list[Target], applicant: Applicant, as_of: date) -> Target | None:
        """A target of those offered, where the same facts rule the person out of every one: which need not be asked."""
        for target in offered:
            results = assess(self._book, target, applicant, as_of, check.wishes())
            if any(result.verdict is not Verdict.INELIGIBLE for result in results):
                return None
        return offered[0] if offered else None

    def _meant(self, target: Target, offered: list[Target]) -> Target:
        """The path that the target's words mean at the person's place: the narrower one where that alone is offered."""
        paths = self._base.reference.paths.values()
        wanted = self._base.reference.targets[target].id
        narrower = [path.target for path in paths if path.narrows == wanted and path.target in offered]
        return narrower[0] if narrower and target not in offered else target

    def _offered(self, applicant: Applicant, as_of: date, check: Check) -> list[Target]:
        """The targets of the notices that apply to the person's place and series, of the round by which to judge."""
        found: list[Target] = []
        chosen = self._book.chosen(as_of, check.wishes())
        region = applicant.region
        for notice in covering(chosen, region, self._base.reference) if region else chosen:
            only = notice.head.coverage.series_mode == "only"
            if only and not (applicant.series and covers_series(notice, applicant.series)):
                continue
            if not applicant.region and not only:
                return []
            found += [self._base.reference.paths[path].target for path in notice.head.coverage.paths]
        return list(dict.fromkeys(found))

    def _ask(self, check: Check, found: Open, as_of: date) -> Step:
        check.asking = found.field
        words = question(found.field, self._base)
        if found.said_back:
            return Step(found.reason, self._folded("check_yes", "check_no"), {"status": "clarify", "ask": found.field})
        buttons = tuple({"title": title, "payload": title} for title in words.options.values())
        text = self._say("check_ask", question=words.question, why=words.why)
        lead = f"{found.reason}。" if found.reason else ""
        if not lead and check.unread and check.missed[-1:] == [found.field]:
            lead = self._say("check_unclear", example=words.example)
        custom = {"status": "clarify", "ask": found.field, **choices(found.field, self._base, as_of)}
        return Step(lead + text, buttons, custom)

    def _ask_target(self, check: Check, offered: tuple[Target, ...]) -> Step:
        unclear = check.unread and TARGET in check.missed
        check.asking = TARGET
        buttons = tuple({"title": target, "payload": target} for target in offered)
        lead = self._say("check_unclear", example="") if unclear else ""
        return Step(lead + self._say("check_ask_target"), buttons, {"status": "clarify", "ask": TARGET})

    def _mend(self, check: Check, error: ValidationError | ApplicantError) -> Open:
        """A statement that cannot be: it is dropped and asked again, with the reason."""
        if isinstance(error, ApplicantError):
            field, reason = error.field, error.reason
        else:
            first = error.errors()[0]
            field, reason = str(first["loc"][0]), first["msg"]
        check.told.pop(field, None)
        # what is only read from words is asked for by the question that it answers
        asked = "years" if field in TIMES else "education" if field == "other_degrees" else field
        return Open(asked, reason)

    def _shown_first(self, check: Check, results: list[Result]) -> list[Result]:
        """Without a place, the notice that is about the person's own series alone comes first."""
        if check.told.get("region"):
            return results
        return sorted(results, key=lambda result: not self._about(result, check.told.get("series")))

    def _verdict(self, check: Check, found: Decided, as_of: date, *, again: bool, whole: bool) -> Step:
        results, applicant = found.results, found.applicant
        shown = self.shown(check, results)
        citations = [
            {"notice_id": c.notice, "clause": c.clause, "quote": c.quote}
            for result in shown
            for c in result.conditions
            if c.quote
        ]
        texts = [result.text if whole else result.short for result in shown]
        text = "\n".join(texts)
        if found.taken and any(result.verdict is not Verdict.INELIGIBLE for result in shown):
            text += "\n" + self._say("check_taken", values="、".join(one.says for one in found.taken.values()))
        text += "\n" + self._say("check_again" if whole else "check_reminder")
        if len([r for r in shown if r.verdict is not Verdict.INELIGIBLE]) > 1:
            whom = "；".join(
                phones(timeline(self._base).as_of(self._base.notices[result.notice_id], as_of)) for result in shown
            )
            text += "\n" + self._say("overlap", count=len(shown), whom=whom)
        custom = {
            "status": "answered",
            "eligibility": [result.as_dict() for result in results],
            "citations": citations,
        }
        if again:
            heads = [result.text.split("\n", 1)[0] for result in shown]
            custom |= as_data(verdict_card(result, head) for result, head in zip(shown, heads, strict=True))
            return Step("\n".join([self._say("check_same"), *heads]), self._folded("check_why"), custom)
        custom |= as_data(verdict_card(result, said, whole=whole) for result, said in zip(shown, texts, strict=True))
        useful = [result for result in shown if self.can_apply(result, as_of)]
        if not useful:
            return Step(text, () if whole else self._folded("check_why"), custom)
        # with many places still possible, lists of all of them help nobody
        useful = useful if len(useful) <= MOST_LISTS else []
        further = tuple(self._checklist(check, result, applicant, as_of) for result in useful)
        return Step(
            text, self._folded("check_list") if whole else self._folded("check_why", "check_list"), custom, further
        )

    def _folded(self, *names: str) -> tuple[dict[str, str], ...]:
        """Quick replies for what is not said at once: the reasons, the checklist."""
        titles = [self._say(name) for name in names]
        return tuple({"title": title, "payload": title} for title in titles)

    def lists(self, check: Check, as_of: date) -> tuple[Step, ...]:
        """The whole checklists of the last verdict; none where the person cannot apply, or something is open again."""
        found = self.decide(check, as_of)
        if isinstance(found, Open):
            return ()
        useful = [result for result in self.shown(check, found.results) if self.can_apply(result, as_of)]
        made = [self._checklist(check, result, found.applicant, as_of, whole=True) for result in useful]
        return tuple(Step(text, (), custom) for text, custom in made)

    def _checklist(
        self, check: Check, result: Result, applicant: Applicant, as_of: date, *, whole: bool = False
    ) -> tuple[str, dict[str, Any]]:
        """The personal checklist, in brief or ``whole``: its text, its link and the clauses it rests on."""
        notice = timeline(self._base).as_of(self._base.notices[result.notice_id], as_of)
        checklist = make_checklist(notice, result.target, applicant, as_of)
        facts = [item.fact for item in checklist.materials.items] + [stage.fact for stage in checklist.ahead]
        facts += [*checklist.routes, *checklist.fees]
        citations = [{"notice_id": f.notice, "clause": f.clause, "quote": f.quote} for f in facts]
        unique = [c for index, c in enumerate(citations) if c not in citations[:index]]
        token = make_token(Case(result.target, applicant, as_of, check.wishes()))
        custom = {
            "status": "answered",
            "citations": unique,
            "checklist": f"/api/eligibility/{token}/checklist?notice={notice.id}",
        }
        text = checklist_text(self._say, checklist, notice)
        if whole:
            return text, custom | as_data([checklist_card(self._say, checklist, notice)])
        digest = sha256(text.encode()).hexdigest()[:16]
        same = check.lists.get(notice.id) == digest
        check.lists[notice.id] = digest
        if same:
            return self._say("check_list_same", notice=notice.head.short_name), custom
        return checklist_brief(self._say, checklist, notice), custom

    def shown(self, check: Check, results: tuple[Result, ...]) -> list[Result]:
        """The results worth the person's time, the first one always."""
        return [result for index, result in enumerate(results) if index == 0 or self._concerns(result, check)]

    def can_apply(self, result: Result, as_of: date) -> bool:
        """Whether preparing for this round may make sense: time that is short has to be over before it ends."""
        if result.verdict is Verdict.NOT_YET:
            end = self._book.of(result.notice_id, as_of).window(result.target).end
            return bool(result.earliest and end and result.earliest <= end)
        return result.verdict is not Verdict.INELIGIBLE

    def _about(self, result: Result, series: str | None) -> bool:
        """Whether the notice is about the person's own series alone; without a place it comes first."""
        notice = self._base.notices[result.notice_id]
        return notice.head.coverage.series_mode == "only" and series in notice.series

    def _concerns(self, result: Result, check: Check) -> bool:
        """Whether a further notice is worth the person's time: it covers them, or they named its place."""
        coverage = self._base.notices[result.notice_id].head.coverage
        return result.verdict is not Verdict.INELIGIBLE or any(name in coverage.regions for name in check.places)
