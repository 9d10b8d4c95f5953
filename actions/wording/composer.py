"""Puts an Answer into words: the first line answers, details follow, the source comes last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from policies_kb.examples import examples_of, listed
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import Answer, Binding, Citation, Statement, Status
from policies_kb.model.facts import ContactFact
from policies_kb.model.question import Question, Scope
from policies_kb.scope import Fit, nearest, resolve, timeline

from . import windows
from .contacts import phones
from .phrasebook import load_phrasebook
from .sayings import sayings

MOST_NOTICES = 8  # names in a sentence


@dataclass(frozen=True)
class Reply:
    """One message to the person. ``custom`` is for programs: status, citations, topics."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)


class Composer:
    """Words for one knowledge base on one day."""

    def __init__(self, base: KnowledgeBase, day: date) -> None:
        self._base, self._day = base, day
        self._say = load_phrasebook()

    def compose(self, answer: Answer, question: Question) -> Reply:
        """The reply to a question."""
        if answer.status is Status.NO_NOTICE and answer.absent:
            return self._no_round(answer)
        if answer.status is Status.NO_NOTICE:
            return self._reply(answer, [self._no_notice(answer)])
        if answer.status is Status.OUT_OF_SCOPE:
            return self._reply(answer, [self._say("out_of_scope", **examples_of(self._base).words())])
        if answer.status is Status.CLARIFY:
            return self._clarify(answer, question)
        if answer.clause_only:
            notice = self._notice(answer.clause_only.notice_id)
            words = self._say("clause_only", quote=answer.clause_only.quote, phone=notice.contacts[0].phone)
            return self._reply(answer, [words])
        lines = [self._say("round_absent", rounds="、".join(w.name for w in answer.absent))] if answer.absent else []
        lines += self._lead(answer)
        lines += self._statements(answer, named=len(answer.notices) > 1)
        if answer.overlap and len({s.notice_id for s in answer.statements}) > 1:
            whom = "；".join(phones(self._notice(name)) for name in answer.notices)
            lines.append(self._say("overlap", count=len(answer.notices), whom=whom))
        if answer.unanswered:
            lines.append(self._say("unanswered", parts="、".join(answer.unanswered)))
        if answer.region:
            lines.append(self._say("none_for", region=self._base.reference.regions[answer.region].short))
        return self._reply(answer, lines)

    def talk(self, intent: str, status: Status) -> Reply:
        """The words of a talk intent."""
        notices = listed((notice.head.short_name for notice in timeline(self._base).current(self._day)), MOST_NOTICES)
        words = examples_of(self._base).words()
        return Reply(self._say(intent, notices=notices, **words), custom={"status": status.value})

    def handoff(self, scope: Scope) -> Reply:
        """Whom to phone: for the notices that apply, or for all in force while the place is unknown."""
        resolution = resolve(scope, self._base, self._day)
        listed = (resolution.notices or timeline(self._base).current(self._day))[:MOST_NOTICES]
        lines = [self._say("handoff")]
        for notice in listed:
            lines += [
                self._say("handoff_line", notice=notice.head.short_name, phone=c.phone, people=_people(c))
                for c in notice.contacts
            ]
            lines += [
                self._say("supervision_line", phone=fact.phone)
                for fact in notice.cell("supervision").facts
                if isinstance(fact, ContactFact)
            ]
        citations = [Citation.of(n.id, q) for n in listed for contact in n.contacts for q in contact.quotes]
        custom = {"status": Status.HANDOFF.value, "citations": _citations(citations)}
        if resolution.fit is Fit.NO_NOTICE:
            lines.insert(0, self._region_words(resolution.uncovered[0]))
        return Reply("\n".join(lines), custom=custom)

    def _notice(self, name: str) -> Notice:
        return timeline(self._base).as_of(self._base.notices[name], self._day)

    # --- statements

    def _lead(self, answer: Answer) -> list[str]:
        if answer.alike is not None:
            return [self._say("alike" if answer.alike else "unlike")]
        if not answer.verdict:
            return []
        notice = self._notice(answer.verdict)
        others = [s for s in answer.statements if s.notice_id != answer.verdict and s.window and s.window.end]
        mine = next(s.window.end for s in answer.statements if s.notice_id == answer.verdict and s.window)
        later = all(mine > s.window.end for s in others if s.window and s.window.end) if mine else True
        return [self._say("verdict", notice=notice.head.short_name, word="晚" if later else "早")]

    def _statements(self, answer: Answer, *, named: bool) -> list[str]:
        lines = []
        for statement in answer.statements:
            notice = self._notice(statement.notice_id)
            text = self._statement(statement, notice, brief=named)
            name = self._named(statement, notice)
            if named:
                text = self._say("named", notice=name, text=text)
            elif statement.round and not (statement.window and statement.window.state == "past_year"):
                text = self._say("of_round", round=statement.round, text=text)
            lines.append(text)
        return lines

    def _named(self, statement: Statement, notice: Notice) -> str:
        """The notice's name, with its round where that must be said."""
        return notice.head.with_round if statement.round else self._base.names[notice.id]

    def _statement(self, statement: Statement, notice: Notice, *, brief: bool) -> str:
        phone = notice.contacts[0].phone
        if statement.stages:
            return ("" if brief else "\n").join(windows.schedule(self._say, statement))
        if statement.kind == "stated":
            said = [self._say(applied.phrase, **dict(applied.values)) for applied in statement.applied]
            said += [self._say("silent_on", aspect=aspect) for aspect in statement.silent_on]
            said += self._bound(statement.binding)
            if statement.correction:
                said.append(self._say("correction", said=statement.correction.said, right=statement.correction.right))
            later = timeline(self._base).followed(notice, self._day)
            window = windows.lead(self._say, statement, phone, self._base.reference, later)
            if window:
                said.append(window)
            facts = statement.facts[:2] if brief and len(statement.facts) > 3 else statement.facts
            said += sayings(facts)
            if statement.silent_on or any(fact.silent for fact in facts):
                said.append(self._whom_to_ask(notice))
            return ("" if brief else "\n").join(said)
        contact = self._whom_to_ask(notice)
        topic = self._base.reference.topics[statement.topic].name
        if statement.kind == "not_offered":
            path = self._base.reference.paths.get(statement.asked_for)
            asked = path.name if path else statement.asked_for
            said = [self._say("not_offered", asked=asked), *(fact.say for fact in statement.facts), contact]
        elif statement.kind == "deferred":
            said = [statement.say or self._say("deferred", topic=topic, document=statement.document), contact]
        else:
            said = [statement.say or self._say("not_stated", topic=topic), contact]
        return "".join(said)

    def _bound(self, binding: Binding | None) -> list[str]:
        """For whom the rule is written, where the asker is none of them, or may be."""
        if binding is None or binding.binds:
            return []
        groups = "、".join(binding.groups)
        if binding.binds is None:
            return [self._say("binds_some", groups=groups)]
        return [self._say("binds_others", groups=groups, asker=binding.asker)]

    def _whom_to_ask(self, notice: Notice) -> str:
        return " ".join(
            self._say("ask_contact", role=c.role, phone=c.phone, people=_people(c)) for c in notice.contacts
        )

    # --- clarification and nothing on file

    def _clarify(self, answer: Answer, question: Question) -> Reply:
        if answer.missing == "topic":
            named = [self._base.reference.regions[name].short for name in question.scope.regions]
            scope = "、".join([*named, *question.scope.series]) or "请接着说"
            offered = tuple({"title": name, "payload": name} for name in answer.options)
            return self._reply(answer, [self._say("which_topic", scope=scope)], offered)
        if answer.missing == "series":
            regions = [self._base.reference.regions[name].short for name in question.scope.regions]
            ask = self._say("which_series", region="、".join(regions))
        else:
            ask = self._say("which_region")
        lines = [self._say("which_ours") if answer.missing == "ours" else ask]
        if answer.statements and all(statement.kind == "not_stated" for statement in answer.statements):
            topic = self._base.reference.topics[answer.topics[0]].name
            lines = [self._say("all_silent", count=len(answer.notices), topic=topic)]
            for name in answer.notices:
                notice = self._notice(name)
                lines += [
                    self._say("handoff_line", notice=notice.head.short_name, phone=c.phone, people=_people(c))
                    for c in notice.contacts
                ]
            answer = replace(answer, statements=())
        elif answer.statements:
            lines += [self._say("side_by_side"), *self._statements(answer, named=True)]
        buttons = tuple(
            {"title": title, "payload": title}
            for title in dict.fromkeys(self._choice(self._notice(name)) for name in answer.notices)
        )
        return self._reply(answer, lines, buttons)

    def _choice(self, notice: Notice) -> str:
        coverage = notice.head.coverage
        return next(iter(notice.series)) if coverage.series_mode == "only" else coverage.regions[0]

    def _no_notice(self, answer: Answer) -> str:
        region = self._base.reference.regions[answer.region]
        lines = [self._region_words(answer.region, answer.series)]
        if region.answers_to_region and region.inside:
            lines.append(self._say("answers_to_region", region=region.short, inside=region.inside))
        if answer.notices:
            names = "、".join(self._notice(name).head.short_name for name in answer.notices)
            lines.append(self._say("no_notice_but", region=region.short, notices=names))
        return "".join(lines)

    def _no_round(self, answer: Answer) -> Reply:
        """Which round is not on file, which are, and whom to ask; nothing is answered from another round."""
        notices = [self._notice(name) for name in answer.notices]
        names = "、".join(dict.fromkeys(notice.head.short_name for notice in notices))
        rounds = {notice.id: timeline(self._base).rounds(notice, self._day) for notice in notices}
        on_file = {name: "、".join(other.head.round.name for other in found) for name, found in rounds.items()}
        kept = "；".join(notice.head.short_name + on_file[notice.id] for notice in notices)
        lines = [self._say("no_round", round="、".join(wish.name for wish in answer.absent), notices=names, kept=kept)]
        lines += [
            self._say("handoff_line", notice=self._notice(name).head.short_name, phone=c.phone, people=_people(c))
            for name, c in answer.contacts
        ]
        buttons = tuple(
            {"title": title, "payload": title}
            for title in dict.fromkeys(
                f"{self._choice(notice)}{nearest(answer.absent[0], rounds[notice.id]).head.round.name}的呢"
                for notice in notices
            )
        )
        return self._reply(answer, lines, buttons)

    def _region_words(self, region: str, series: str = "") -> str:
        return self._say("no_notice", region=self._base.reference.regions[region].short, series=series)

    # --- the reply

    def _reply(self, answer: Answer, lines: list[str], buttons: tuple[dict[str, str], ...] = ()) -> Reply:
        citations = list(dict.fromkeys(c for statement in answer.statements for c in statement.citations))
        if answer.clause_only:
            citations.append(answer.clause_only)
        for name, contact in answer.contacts:
            citations += [Citation.of(name, q) for q in contact.quotes if Citation.of(name, q) not in citations]
        if citations:
            lines = [*lines, self._sources(citations)]
        custom = {
            "status": answer.status.value,
            "topics": list(answer.topics),
            "citations": _citations(citations),
        }
        return Reply("\n".join(line for line in lines if line), buttons, custom)

    def _sources(self, citations: list[Citation]) -> str:
        by_notice: dict[str, list[str]] = {}
        for citation in citations:
            clauses = by_notice.setdefault(citation.notice_id, [])
            if citation.clause not in clauses:
                clauses.append(citation.clause)
        named = [f"{self._base.names[name]} {'、'.join(clauses[:4])}" for name, clauses in by_notice.items()]
        return self._say("source", sources="；".join(named))


def _people(contact: ContactFact) -> str:
    return f"（{'、'.join(contact.people)}）" if contact.people else ""


def _citations(citations: list[Citation]) -> list[dict[str, str]]:
    return [{"notice_id": c.notice_id, "clause": c.clause, "quote": c.quote} for c in citations]
