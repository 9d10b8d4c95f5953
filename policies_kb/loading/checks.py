"""What the schema cannot see: a record against the text of its notice and against the reference data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policies_kb.aspects import load_aspects
from policies_kb.clauses import ClauseTree, bare
from policies_kb.model.facts import AnyFact, ContactFact, Path, Quote, SeriesFact, WindowFact, YearsFact
from policies_kb.model.record import Deferred, NotStated, Record
from policies_kb.reference import Reference

from .errors import Note, Notes
from .handwritten import contradictions, gap_slips, slips
from .known import check_known
from .nearest import meant
from .sentences import sentence
from .topics import number_in_list
from .typed_values import Fault, faults
from .typed_values.fault import SEPARATOR, shared, words
from .whom import check_whom
from .yaml_lines import Location

# a template's blanks are never facts (DOMAIN.md, trap 8)
BLANK = re.compile(r"[xX×]{2,}|×\s*[月日]")
LEFT_OPEN, NOT = "没有写", "没有"
FINAL = ("。", "。”")
UNFINISHED = ("不是一句完整的话", "写完整，以句号结尾")
ABOUT = 0.1  # how much of a sentence its quotes hold at the least (0.2 is the least of all that were reviewed)
SHOWN = 30  # characters of a quote in a message


def check_record(record: Record, tree: ClauseTree, reference: Reference, note: Notes) -> None:
    """Notes every problem of a schema-valid record."""
    _check_blanks(record, note)
    seen: dict[str, int] = {}
    withdrawn = {entry.id for entry in record.withdrawn}
    for index, fact in enumerate(record.facts):
        at: Location = ("facts", index)
        if fact.id in seen:
            note((*at, "id"), f"编号 {fact.id} 用了两次", "换一个编号")
        seen[fact.id] = index
        if fact.id in withdrawn:
            note((*at, "id"), f"{fact.id} 还在，又列在 withdrawn 里", "只留一处")
        if _check_fact_names(fact, at, record, reference, note):
            for fault in faults(fact, record.notice, reference):
                note((*at, *fault.at), fault.problem, _mend(fault, tree))
            check_whom(fact, at, tree, record.notice, reference, note)
            _check_sentence(fact, at, record, reference, note)
    _check_gaps(record, tree, reference, note)
    _check_series(record, reference, note)
    _check_years(record, note)
    _check_topics(record, reference, note)
    asked = any(isinstance(fact, ContactFact) and fact.role == "咨询" for fact in record.facts)
    if not asked and not record.notice.amends:  # what changes another notice has its contacts
        note(("facts",), "没有咨询电话", "加一条 kind: contact、role: 咨询；通知没有写的事要告诉人打哪个电话")


def _mend(fault: Fault, tree: ClauseTree) -> str:
    """The fault's mend, and where else in the notice the words stand."""
    for clause in tree.clauses if fault.wanted else ():
        for said in tree.sentences(clause):
            if bare(fault.wanted) in bare(said):
                return f"{fault.mend}（{clause}写着它：“{said[:SHOWN]}”）"
    return fault.mend


# --- names of the reference data


def _check_fact_names(fact: AnyFact, at: Location, record: Record, reference: Reference, note: Note) -> bool:
    """Whether every name that the fact uses is known."""
    fine = True
    for index, path in enumerate(fact.paths):
        where: Location = (*at, "paths", index)
        if check_known("paths", path, where, reference, note) and path not in record.notice.coverage.paths:
            offered = ", ".join(record.notice.coverage.paths)
            note(where, f"通知的 coverage.paths 里没有 {path}", f"用其中的（{offered}），或补到 coverage.paths")
        fine &= path in reference.paths
    for index, topic in enumerate(fact.topics):
        where = (*at, "topic") if index == 0 else (*at, "also", index - 1)
        fine &= check_known("topics", topic, where, reference, note)
    for index, group in enumerate(fact.applies_to):
        if group not in reference.regions:
            fine &= check_known("groups", group, (*at, "applies_to", index), reference, note)
    _check_aspects(fact, at, note)
    if isinstance(fact, WindowFact):
        fine &= check_known("stages", fact.stage, (*at, "stage"), reference, note)
    if isinstance(fact, SeriesFact):
        for series in fact.series:
            fine &= check_known("series", series, (*at, "series", series), reference, note)
    return fine


def _check_aspects(fact: AnyFact, at: Location, note: Note) -> None:
    """What a reviewer wrote on the aspects of a fact: known ones, and none both stated and left open."""
    known = load_aspects().aspects
    for field, names in (("states", fact.states), ("leaves_open", fact.leaves_open)):
        for index, name in enumerate(names):
            if name not in known:
                note((*at, field, index), f"没有收录“{name}”这个方面", meant(name, known) or "用 aspects.yml 里的名称")
    for name in sorted(set(fact.states) & set(fact.leaves_open)):
        note((*at, "leaves_open"), f"“{name}”既写在 states 里，又写在 leaves_open 里", "只留一个")


# --- quotes and sentences


def _check_blanks(record: Record, note: Note) -> None:
    for part, entries in (("facts", record.facts), ("deferred", record.deferred)):
        for index, entry in enumerate(entries):
            if BLANK.search(entry.quote):
                note((part, index, "quote"), "引用的是模板里的空白", "空白不是规定，换一句写明内容的原文")


def _check_sentence(fact: AnyFact, at: Location, record: Record, reference: Reference, note: Notes) -> None:
    if not sentence(fact, record.notice, reference):
        note((*at, "say"), "没有写 say，这一类也不能由字段生成", "写一句完整的话")
        return
    quotes = SEPARATOR.join(quote.quote for quote in fact.quotes)
    if fact.say and not fact.say.endswith(FINAL):
        note((*at, "say"), *UNFINISHED)
    elif fact.say and not fact.silent and shared(fact.say, quotes) < ABOUT:
        note((*at, "say"), "句子说的不是引用的原文", "照引用的原文写，或删去 say，由字段生成")
    said = fact.say + fact.note
    if not fact.silent and LEFT_OPEN in said:
        note((*at, "say"), f"句子说“{LEFT_OPEN}”，这里没有标明", "写 silent: true，或改句子")
    elif fact.silent and said and NOT not in said:
        note((*at, "silent"), "标明了没有写，句子没有说没有写什么", f"在句子里写明“{LEFT_OPEN}……”，或删去 silent")
    counted = {float(len(titles))} if (titles := getattr(fact, "titles", ())) else set()
    for field, own in (("say", fact.say), ("note", fact.note)):
        for problem, mend in slips(own, _said(fact.quotes), reference, counted) if own else ():
            note((*at, field), problem, mend)
    for field, problem, mend in contradictions(fact, record.notice, reference) if fact.say else ():
        if not note.within((*at, field)):  # a wrong value is not to be said, too
            note((*at, "say"), problem, mend)


def _check_gaps(record: Record, tree: ClauseTree, reference: Reference, note: Note) -> None:
    """Sentences on what is not stated, and on documents that are not on file, are held to their quotes, too."""
    notice = "".join(clause.text for clause in tree.clauses.values())
    said = [(("not_stated", index, "say"), entry.say) for index, entry in enumerate(record.not_stated)]
    said += [(("deferred", index, "say"), entry.say) for index, entry in enumerate(record.deferred)]
    for at, say in said:
        if say and not say.endswith(FINAL):
            note(at, *UNFINISHED)
    for index, silence in enumerate(record.not_stated):
        for problem, mend in gap_slips(silence.say, _said(silence.quotes), notice, reference):
            note(("not_stated", index, "say"), problem, mend)
    for index, gap in enumerate(record.deferred):
        for fault in words("document", gap.document, gap.quote):
            note(("deferred", index, "document"), fault.problem, fault.mend)
        own = (Quote(clause=gap.clause, quote=gap.quote), Quote(clause="", quote=gap.document))
        for problem, mend in gap_slips(gap.say, _said(own), notice, reference):
            note(("deferred", index, "say"), problem, mend)


def _said(quotes: Sequence[Quote]) -> str:
    """The quotes, with the numbers that their clauses have in a list."""
    return "。\n".join(f"{quote.quote}。\n{number_in_list(quote.clause)}" for quote in quotes)


# --- lists and tables


def _check_series(record: Record, reference: Reference, note: Note) -> None:
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
    mode = record.notice.coverage.series_mode
    at: Location = ("notice", "coverage", "series_mode")
    if mode == "listed" and not facts and not record.notice.amends:  # what changes another leaves its list as it is
        note(at, "记录里没有专业清单（kind: series）", "补上清单；通知没有清单的写 any，只办一个系列的写 only")
    elif mode != "listed" and facts:
        note(at, f"记录里有专业清单（{facts[0][1].id}），这里写的是 {mode}", "写成 series_mode: listed")
    if (mode == "only") != bool(record.notice.coverage.series):
        mend = "写明 series" if mode == "only" else "删去 series，或写成 series_mode: only"
        note((*at[:-1], "series"), f"series_mode 是 {mode}", mend)


def _check_years(record: Record, note: Note) -> None:
    """No education has two numbers of years on one path."""
    seen: dict[tuple[Path, str], YearsFact] = {}
    for index, fact in enumerate(record.facts):
        if isinstance(fact, YearsFact):
            for path in fact.paths or record.notice.coverage.paths:
                for education in fact.education:
                    other = seen.setdefault((path, education), fact)
                    if other.years != fact.years:
                        note(
                            ("facts", index, "years"),
                            f"{education}在 {path} 有两个年限：{other.id} 是{other.years}，这里是{fact.years}",
                            "改正 education 或 paths",
                        )


# --- topics


def _check_topics(record: Record, reference: Reference, note: Note) -> None:
    """No topic is stated and silent at once; a gathered topic is never recorded."""
    stated: dict[tuple[str, Path], str] = {}
    offered = record.notice.coverage.paths
    for entry in (*record.facts, *record.deferred):
        for topic in entry.topics:
            for path in entry.paths or offered:
                stated.setdefault((topic, path), entry.id if not isinstance(entry, Deferred) else "deferred")
    listed: list[tuple[Location, str]] = [
        (("facts", index, "topic"), topic) for index, fact in enumerate(record.facts) for topic in fact.topics
    ]
    silent: list[tuple[str, Sequence[NotStated | Deferred]]]
    silent = [("not_stated", record.not_stated), ("deferred", record.deferred)]
    for part, gaps in silent:
        for index, gap in enumerate(gaps):
            for number, topic in enumerate(gap.topics):
                at: Location = (part, index, "topics", number)
                if check_known("topics", topic, at, reference, note):
                    listed.append((at, topic))
            for number, path in enumerate(gap.paths):
                check_known("paths", path, (part, index, "paths", number), reference, note)
    for at, topic in listed:
        if topic in reference.topics and reference.topics[topic].gathers:
            note(at, f"{topic} 由各条事实汇总，不用写", "删去")
    for index, silence in enumerate(record.not_stated):
        for number, topic in enumerate(silence.topics):
            both = [stated[topic, path] for path in silence.paths or offered if (topic, path) in stated]
            if both:
                name = reference.topics[topic].name if topic in reference.topics else topic
                note(
                    ("not_stated", index, "topics", number),
                    f"“{name}”（{topic}）已由 {both[0]} 写明，又写成没有写",
                    "只留一个；只对某些途径没有写的，写明 paths",
                )
