"""What the schema cannot see: a record against the text of its notice and against the reference data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policies_kb.clauses import ClauseTree, bare
from policies_kb.lexers import moments, numbers, plain
from policies_kb.model.facts import (
    AnyFact,
    ContactFact,
    CutoffFact,
    DeferralFact,
    FeeFact,
    MaterialFact,
    Path,
    PenaltyFact,
    PostingFact,
    ResubmissionFact,
    SeriesFact,
    WindowFact,
    YearsFact,
)
from policies_kb.model.record import Coverage, Deferred, NoticeHead, NotStated, Record
from policies_kb.reference import Reference

from .errors import Note
from .sentences import sentence
from .typed_values import faults
from .yaml_lines import Location

# a template's blanks are never facts (DOMAIN.md, trap 8)
BLANK = re.compile(r"[xX×]{2,}|×\s*[月日]")
ENUMERATOR = re.compile(r"(?:(?<=[：:；;。，,、\s])|^)[（(]?\d{1,2}[.．、)）]")
CITED = re.compile(r"“([^“”]{4,})”|《([^《》]{4,})》")
HALF = "半"
SHOWN = 30  # characters of a quote in a message
# the kinds whose typed values a hand-written sentence must hold
SAID = (
    CutoffFact,
    DeferralFact,
    FeeFact,
    MaterialFact,
    PenaltyFact,
    PostingFact,
    ResubmissionFact,
    WindowFact,
    YearsFact,
)


def check_record(record: Record, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Notes every problem of a schema-valid record."""
    _check_coverage_names(record.notice.coverage, reference, note)
    _check_blanks(record, note)
    seen: dict[str, int] = {}
    for index, fact in enumerate(record.facts):
        at: Location = ("facts", index)
        if fact.id in seen:
            note((*at, "id"), f"编号 {fact.id} 用了两次", "换一个编号")
        seen[fact.id] = index
        if _check_fact_names(fact, at, record.notice.coverage, reference, note):
            for field, problem, mend in faults(fact, record.notice, reference):
                note((*at, field), problem, mend)
            _check_whom(fact, at, tree, record.notice, reference, note)
            _check_sentence(fact, at, record.notice, reference, note)
    _check_lists(record, reference, note)
    _check_topics(record, reference, note)
    asked = any(isinstance(fact, ContactFact) and fact.role == "咨询" for fact in record.facts)
    if not asked and not record.notice.amends:  # what changes another notice has its contacts
        note(("facts",), "没有咨询电话", "加一条 kind: contact、role: 咨询；通知没有写的事要告诉人打哪个电话")


# --- names of the reference data


def _check_coverage_names(coverage: Coverage, reference: Reference, note: Note) -> None:
    at: Location = ("notice", "coverage")
    for field, names, known, file in (
        ("regions", coverage.regions, reference.regions, "regions.yml"),
        ("series", coverage.series, reference.series, "series.yml"),
        ("paths", coverage.paths, reference.paths, "paths.yml"),
    ):
        for index, name in enumerate(names):
            _known((*at, field, index), name, known, file, note)


def _known(at: Location, name: str, known: object, file: str, note: Note) -> bool:
    if name in known:  # type: ignore[operator]
        return True
    wide = "；几项之间要用半角逗号" if "，" in name else ""
    note(at, f"没有收录“{name}”{wide}", f"用 reference/{file} 里的名称，或先在那里加上")
    return False


def _check_fact_names(fact: AnyFact, at: Location, coverage: Coverage, reference: Reference, note: Note) -> bool:
    """Whether every name that the fact uses is known."""
    fine = True
    for index, path in enumerate(fact.paths):
        if _known((*at, "paths", index), path, reference.paths, "paths.yml", note) and path not in coverage.paths:
            note((*at, "paths", index), f"通知的 coverage.paths 里没有 {path}", "改正这里，或补到 coverage.paths")
        fine &= path in reference.paths
    for index, topic in enumerate(fact.topics):
        where = (*at, "topic") if index == 0 else (*at, "also", index - 1)
        fine &= _known(where, topic, reference.topics, "topics.yml", note)
    for index, group in enumerate(fact.applies_to):
        if group not in reference.regions:
            fine &= _known((*at, "applies_to", index), group, reference.groups, "groups.yml", note)
    if isinstance(fact, WindowFact):
        fine &= _known((*at, "stage"), fact.stage, reference.stages, "stages.yml", note)
    return fine


# --- quotes, people, sentences


def _check_blanks(record: Record, note: Note) -> None:
    for part, entries in (("facts", record.facts), ("deferred", record.deferred)):
        for index, entry in enumerate(entries):
            if BLANK.search(entry.quote):
                note((part, index, "quote"), "引用的是模板里的空白", "空白不是规定，换一句写明内容的原文")


def _check_whom(
    fact: AnyFact, at: Location, tree: ClauseTree, head: NoticeHead, reference: Reference, note: Note
) -> None:
    """Whom a fact is limited to must stand in its words, or in the headings above them."""
    words = plain("".join(_around(fact, tree)))
    for index, name in enumerate(fact.applies_to):
        group = reference.groups.get(name)
        signs = group.signs if group else (reference.regions[name].name, reference.regions[name].short)
        if not fact.silent and not any(plain(sign) in words for sign in signs):
            note(
                (*at, "applies_to", index),
                f"引用的原文没有写“{name}”",
                f"改正 applies_to；写这类人的原文里应有 {'、'.join(signs)}",
            )
    named = {path for path in head.coverage.paths if any(plain(s) in words for s in reference.paths[path].signs)}
    if fact.paths and named and not named & set(fact.paths) and not fact.silent:
        said = "、".join(reference.paths[path].name for path in sorted(named))
        note((*at, "paths"), f"引用的原文写的是{said}", f"改正 paths：{', '.join(sorted(named))}")


def _around(fact: AnyFact, tree: ClauseTree) -> Iterator[str]:
    for quote in fact.quotes:
        yield quote.quote
        clause = tree.get(quote.clause)
        while clause is not None:
            yield clause.heading or ""
            clause = tree.get(clause.parent) if clause.parent else None


def _check_sentence(fact: AnyFact, at: Location, head: NoticeHead, reference: Reference, note: Note) -> None:
    said = sentence(fact, head, reference)
    if not said:
        note((*at, "say"), "没有写 say，这一类也不能由字段生成", "写一句完整的话")
        return
    if not fact.say and not fact.note:
        return
    own = fact.say + fact.note
    where: Location = (*at, "say") if fact.say else (*at, "note")
    quotes = "\n".join(quote.quote for quote in fact.quotes)
    extra = _numbers(ENUMERATOR.sub(" ", own)) - _numbers(quotes + " " + fact.clause) - _counted(fact)
    if extra:
        shown = "、".join(f"{number:g}" for number in sorted(extra))
        note(where, f"句子里的 {shown} 不在引用的原文里", "照原文改，或把写着它的原文加到 more_quotes")
    for found in CITED.finditer(own):
        words = found[1] or found[2]
        if bare(words) not in bare(quotes):
            note(where, f"“{words[:SHOWN]}”不在引用的原文里", "照原文改，或把写着它的原文加到 more_quotes")
    if fact.say and isinstance(fact, SAID):
        spoken = fact.model_copy(update={"quote": fact.say, "more_quotes": (), "called": "", "handwritten": ""})
        for field, _, _ in faults(spoken, head, reference):
            if field in _MUST_BE_SAID and getattr(fact, field, None) is not None:
                note(where, f"句子和 {field}（{getattr(fact, field)}）不一致", "改成一致，或删去 say，由字段生成")


def _check_lists(record: Record, reference: Reference, note: Note) -> None:
    """A list of series must be whole: what it leaves out would be denied to people."""
    facts = [(index, fact) for index, fact in enumerate(record.facts) if isinstance(fact, SeriesFact)]
    listed = {series for _, fact in facts for series in fact.series}
    for index, fact in facts:
        rest = bare("".join(quote.quote for quote in fact.quotes))
        for series in sorted(reference.series, key=len, reverse=True):
            printed = series.endswith("系列") and bare(series) in rest
            if printed and series not in listed:
                note(("facts", index, "series"), f"原文写了“{series}”，这里没有列", f"加上 {series}")
            rest = rest.replace(bare(series), "。") if printed else rest


_MUST_BE_SAID = ("start", "end", "at", "amount", "copies", "years", "hours", "times", "working_days")


def _numbers(text: str) -> set[float]:
    found = set(numbers(text))
    return found | ({0.5, 6.0} if HALF in text else set())


def _counted(fact: AnyFact) -> set[float]:
    """Numbers a sentence may hold besides those of its quotes: how many attachments there are."""
    titles = getattr(fact, "titles", ())
    return {float(len(titles))} if titles else set()


# --- topics


def _check_topics(record: Record, reference: Reference, note: Note) -> None:
    """No topic is stated and silent at once; a gathered topic is never recorded."""
    stated: dict[str, set[Path]] = {}
    offered = set(record.notice.coverage.paths)
    for entry in (*record.facts, *record.deferred):
        for topic in entry.topics:
            stated.setdefault(topic, set()).update(entry.paths or offered)
    listed: list[tuple[Location, str]] = [
        (("facts", index, "topic"), topic) for index, fact in enumerate(record.facts) for topic in fact.topics
    ]
    silent: list[tuple[str, Sequence[NotStated | Deferred]]]
    silent = [("not_stated", record.not_stated), ("deferred", record.deferred)]
    for part, gaps in silent:
        for index, gap in enumerate(gaps):
            for number, topic in enumerate(gap.topics):
                at: Location = (part, index, "topics", number)
                if _known(at, topic, reference.topics, "topics.yml", note):
                    listed.append((at, topic))
    for at, topic in listed:
        if topic in reference.topics and reference.topics[topic].gathers:
            note(at, f"{topic} 由各条事实汇总，不用写", "删去")
    for index, silence in enumerate(record.not_stated):
        for number, topic in enumerate(silence.topics):
            both = stated.get(topic, set()) & (set(silence.paths) or offered)
            if both:
                name = reference.topics[topic].name if topic in reference.topics else topic
                note(
                    ("not_stated", index, "topics", number),
                    f"“{name}”（{topic}）已有规定，又写成没有写",
                    "只留一个；只对某些途径没有写的，写明 paths",
                )


def signature_day(tree: ClauseTree) -> tuple[int, int, int] | None:
    """The day printed under the notice, as year, month and day; None where none can be read."""
    signature = tree.get("落款")
    days = moments(signature.text) if signature else []
    last = days[-1] if days else None
    return (last.year, last.month, last.day) if last and last.year else None
