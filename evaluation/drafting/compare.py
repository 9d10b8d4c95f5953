"""A draft beside the reviewed record: items found, missed and wrong, topics of sentences, silent errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from policies_kb.clauses import bare
from policies_kb.drafting.covering import places_of, quotes_of
from policies_kb.drafting.draft import Draft
from policies_kb.drafting.found import Found
from policies_kb.drafting.passages import passages
from policies_kb.loading import Notice

from .items import SENSITIVE, Item, items_of

BOILERPLATE = "boilerplate"
NEAR = 80  # of 100: how like damaged words are still the same


@dataclass
class Comparison:
    """What one draft got right. ``wrong``: items of the draft that the review does not hold.

    ``caught``: wrong ones of the sensitive kinds that a person is told to confirm; ``silent``: wrong and not told,
    or missed with nothing open at their place. A person confirms every sensitive value, so that alone says little:
    ``sure`` is the hard measure. It holds what is wrong and looks like all others (no doubt named, nothing open), and
    what was missed where nothing is open, before anybody confirms anything. ``sensitive``: how many were drafted.
    """

    found: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[Item, str]] = field(default_factory=list)
    wrong: list[tuple[Item, str]] = field(default_factory=list)
    drafted: int = 0
    caught: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    sensitive: Counter[str] = field(default_factory=Counter)
    sure: list[tuple[str, str]] = field(default_factory=list)
    topics_right: int = 0
    topics_all: int = 0
    topics_wrong: list[tuple[str, str, str]] = field(default_factory=list)
    head_wrong: list[str] = field(default_factory=list)

    @property
    def reviewed(self) -> int:
        """How many items the review holds."""
        return sum(self.found.values()) + len(self.missed)


def compare(draft: Draft, truth: Notice, clean: bool = True, added: str = "") -> Comparison:
    """``clean``: whether the draft's text is the reviewed one, so that its sentences can be compared.

    ``added``: a sentence that the truth says nothing of; it must stand open.
    """
    result = Comparison()
    several = len(truth.head.coverage.paths) > 1
    wanted: dict[Item, str] = {}
    for fact in truth.record.facts:
        raw = fact.model_dump(mode="json")
        for item in items_of(raw, several):
            wanted.setdefault(item, fact.quote)
    drafted: dict[Item, Found] = {}
    for found in draft.facts:
        if added and bare(str(found.fact["quote"])) in bare(added):
            continue
        for item in items_of(found.fact, several):
            drafted.setdefault(item, found)
    matched = {mine: _match(mine, wanted) for mine in drafted}
    hit = {item for item in matched.values() if item}
    result.found = Counter(item.kind for item in hit)
    result.drafted = len(drafted)
    for item, quote in wanted.items():
        if item not in hit:
            result.missed.append((item, quote))
            if item.kind in SENSITIVE and not _stands_open(quote, draft):
                result.silent.append(f"漏了 {item}：{quote[:50]}")
            if item.kind in SENSITIVE and not _stands_open(quote, draft, confirmed=False):
                result.sure.append((item.kind, f"漏了 {item}：{quote[:50]}"))
    result.sensitive = Counter(item.kind for item in drafted if item.kind in SENSITIVE)
    for mine, found in drafted.items():
        if matched[mine] is None:
            result.wrong.append((mine, str(found.fact["quote"])))
            if mine.kind in SENSITIVE:
                told = found.open or bool(found.confirm)
                (result.caught if told else result.silent).append(f"错了 {mine}（{found.mark}，{found.id}）")
                if not found.open:
                    result.sure.append((mine.kind, f"错了 {mine}（{found.mark}，{found.id}）"))
    if added and not _stands_open(added, draft):
        result.silent.append(f"新的一句没有提示：{added}")
    if clean:
        _topics(draft, truth, result)
    _head(draft, truth, result)
    return result


def _match(mine: Item, wanted: Mapping[Item, str]) -> Item | None:
    if mine in wanted:
        return mine
    for other in wanted:
        if other.kind == mine.kind and _same(mine, other):
            return other
    return None


def _same(mine: Item, other: Item) -> bool:
    """Lists of specialties may be written shorter (演奏 for 演奏员)."""
    if mine.kind == "series":
        (name, own), (named, theirs) = mine.value, other.value
        pairs = [any(a in b or b in a for b in theirs) for a in own]
        back = [any(a in b or b in a for b in own) for a in theirs]
        return bool(name == named and all(pairs) and all(back))
    return False


def _stands_open(quote: str, draft: Draft, *, confirmed: bool = True) -> bool:
    """Whether a person is shown something open at the place of these words, or with ``confirmed`` only to confirm."""
    own = bare(quote)
    for left in draft.unassigned:
        words = bare(left.sentence)
        if words in own or own in words or _shares(words, own) or fuzz.ratio(words, own) >= NEAR:
            return True
    for found in draft.facts:
        if found.open or (confirmed and found.confirm):
            for words in map(bare, quotes_of(found.fact)):
                if words in own or own in words or fuzz.ratio(words, own) >= NEAR:
                    return True
    return False


def _shares(one: str, other: str, least: int = 12) -> bool:
    return any(one[at : at + least] in other for at in range(0, max(1, len(one) - least), 4)) and len(one) >= least


def _topics(draft: Draft, truth: Notice, result: Comparison) -> None:
    """The first topic proposed for each sentence, against the topics of the facts that quote it in the review."""
    record = truth.record
    reviewed = [
        (q.clause, bare(q.quote), set(fact.topics))
        for fact in record.facts
        for q in fact.quotes
        if len(bare(q.quote)) > 1
    ]
    reviewed += [(entry.clause, bare(entry.quote), set(entry.topics)) for entry in record.deferred]
    reviewed += [(entry.clause, bare(entry.quote), {BOILERPLATE}) for entry in record.boilerplate]
    proposed = [
        (found.clause if at == 0 else under, bare(quote), _topic(found, truth), at == 0)
        for found in draft.facts
        for at, (quote, under) in enumerate(places_of(found.fact))
    ]
    proposed += [
        ("", bare(quote), BOILERPLATE, True)
        for entry in draft.others.get("boilerplate", ())
        for quote in quotes_of(entry)
    ]
    for passage in passages(truth.tree):
        own = bare(passage.text)
        right = {
            topic
            for clause, quote, topics in reviewed
            if _touch(quote, own, clause, passage.clause)
            for topic in topics
        }
        if not right or not own:
            continue
        main = [
            topic for clause, quote, topic, first in proposed if first and _touch(quote, own, clause, passage.clause)
        ]
        rest = [topic for clause, quote, topic, first in proposed if _touch(quote, own, clause, passage.clause)]
        said = next(iter([*main, *rest]), "")
        result.topics_all += 1
        if said in right:
            result.topics_right += 1
        else:
            result.topics_wrong.append((passage.text, said, "、".join(sorted(right))))


def _touch(quote: str, sentence: str, clause: str, at: str) -> bool:
    if not quote or (clause and clause != at):
        return False
    near = bool(clause) or 2 * len(quote) >= len(sentence)  # words that stand anywhere must be most of the sentence
    return sentence in quote or (near and quote in sentence)


def _topic(found: Found, truth: Notice) -> str:
    from policies_kb.loading.topics import with_topics
    from policies_kb.reference import load_reference

    return str(with_topics(dict(found.fact), load_reference()).get("topic", ""))


def _head(draft: Draft, truth: Notice, result: Comparison) -> None:
    mine, head = draft.head.notice, truth.head
    wanted: dict[str, Any] = {
        "title": bare(head.title),
        "document_number": bare(head.document_number or ""),
        "issued": head.issued.isoformat(),
        "round": head.round.written,
        "regions": sorted(head.coverage.regions),
        "paths": sorted(head.coverage.paths),
        "levels": sorted(map(str, head.coverage.levels)),
        "series_mode": head.coverage.series_mode,
    }
    own: dict[str, Any] = {
        "title": bare(str(mine["title"])),
        "document_number": bare(str(mine.get("document_number") or "")),
        "issued": str(mine["issued"]),
        "round": str(mine["round"]),
        **{name: sorted(mine["coverage"][name]) for name in ("regions", "paths", "levels")},
        "series_mode": mine["coverage"]["series_mode"],
    }
    for name, value in wanted.items():
        if own[name] != value:
            told = name in draft.head.doubts or f"coverage.{name}" in draft.head.doubts
            result.head_wrong.append(f"{name}：{own[name]}，应是 {value}{'（已提示）' if told else ''}")


def together(results: Iterable[Comparison]) -> tuple[int, int, int, int, int]:
    """Found, reviewed, right and drafted items, and silent errors of several drafts."""
    found = reviewed = drafted = right = silent = 0
    for result in results:
        found += sum(result.found.values())
        reviewed += result.reviewed
        drafted += result.drafted
        right += result.drafted - len(result.wrong)
        silent += len(result.silent)
    return found, reviewed, right, drafted, silent
