"""A notice that nobody has prepared for: its own words are withheld, and its gold questions are asked.

Withheld are the `asks` of its record, the words of points that no other notice has, and every training phrase that
names one of its places or series.
"""

from __future__ import annotations

from dataclasses import replace

from evaluation.assistants import assistant
from evaluation.reports.charts import bars
from evaluation.reports.page import Part
from policies_kb import choosing
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.reading import Reader
from policies_kb.reference.data import Words
from policies_kb.serving import Snapshot, current, serve
from policies_kb.terminal.progress import each

from .asked import Judged, ask, gold_cases
from .phrases import Phrase, load_phrases
from .section import Section


def section(only: frozenset[str]) -> Section:
    """For each notice the share of its gold questions that are right, with and without its own words."""
    whole, reader = current(), current().reader
    phrases = load_phrases(reader)
    cases = gold_cases()
    lines, astray = [], {}
    reached: dict[str, tuple[float, float]] = {}
    with assistant("") as tested:
        chooser = choosing.in_use()
        assert chooser is not None
        trained = chooser.topics, chooser.gate
        for notice in each("逐份留出", whole.base.notices.values()):
            asked = [case for case in cases if {cite.notice for cite in case.cite} == {notice.id}]
            if not asked or (only and notice.id not in only):
                continue
            before = ask(tested, asked)
            kept = [phrase for phrase in phrases if not _names(phrase, notice, reader)]
            fitted = choosing.fit([phrase.masked for phrase in kept], [phrase.intent for phrase in kept])
            # the pipeline and the actions share one chooser
            chooser.topics, chooser.gate = fitted.topics, fitted.gate
            serve(Snapshot(without_own_words(whole.base, notice)))
            after = ask(tested, asked)
            serve(whole)
            chooser.topics, chooser.gate = trained
            lines.append(
                f"{notice.id}: {len(asked)} questions, right {_share(before):.1%} → {_share(after):.1%} "
                f"({len(phrases) - len(kept)} phrases withheld)"
            )
            reached[notice.id] = _share(before), _share(after)
            astray[notice.id] = [[row.id, *case.turns, row.reply] for case, _, row in after if not row.right]
    figures = {name: after for name, (_, after) in reached.items()}

    def parts() -> list[Part]:
        both = {
            f"{name}，{told}": share
            for name, pair in reached.items()
            for told, share in zip(("原来", "留出"), pair, strict=True)
        }
        return [bars("各份通知的金标问题，对的份额", both, form="{:.1%}", note="留出：这份通知自己的说法都不用")]

    return Section("One notice left out", lines, astray, parts, figures)


def without_own_words(base: KnowledgeBase, notice: Notice) -> KnowledgeBase:
    """The base with the notice as if nobody had added a word to its record."""
    record = notice.record
    bare = record.model_copy(
        update={
            "facts": tuple(fact.model_copy(update={"asks": ()}) for fact in record.facts),
            "not_stated": tuple(gap.model_copy(update={"asks": ()}) for gap in record.not_stated),
            "deferred": tuple(gap.model_copy(update={"asks": ()}) for gap in record.deferred),
        }
    )
    others = {fact.id for other in base.notices.values() if other is not notice for fact in other.record.facts}
    words = base.reference.words
    points = {point: said for point, said in words.points.items() if point in others}
    reference = replace(base.reference, words=Words(words.topics, points))
    notices = {
        other.id: Notice.of(bare if other is notice else other.record, other.text, other.tree, reference)
        for other in base.notices.values()
    }
    return KnowledgeBase(notices, reference, base.sources)


def _names(phrase: Phrase, notice: Notice, reader: Reader) -> bool:
    scope, coverage = reader.read(phrase.text).scope, notice.head.coverage
    series = set(coverage.series) if coverage.series_mode == "only" else set()
    return bool(set(scope.regions) & set(coverage.regions) or set(scope.series) & series)


def _share(found: Judged) -> float:
    return sum(row.right for _, _, row in found) / len(found)
