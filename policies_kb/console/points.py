"""``points``: the points that records use, to find the id and kind for a sentence of a new notice."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from policies_kb.clauses import bare
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.facts import AnyFact
from policies_kb.serving import serving_base

ALIKE = 60  # of 100: how like a quote on file a sentence must be
MOST = 8  # points shown for a sentence
SHOWN = 60  # characters of a quote


@dataclass(frozen=True)
class Point:
    """One point of one topic with a notice that states it."""

    fact: AnyFact
    notice: Notice


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("points", help="查要点的编号：按一个词，或按原文的一句话；不写就列出全部事项")
    parser.add_argument("text", nargs="?", default="", help="一个词（年限），或原文里的一句话")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the points that fit, by topic; 1 when none does."""
    base = serving_base()
    text = bare(options.text)
    if not text:
        for topic in base.reference.topics.values():
            print(f"[{topic.id}] {topic.name}")
        return 0
    points = list(_points(base))
    found = [point for point in points if _speaks_of(point, text, base)] or _alike(points, text)
    stated = {topic for point in points for topic in point.fact.topics}
    silent = [
        topic
        for topic in base.reference.topics.values()
        if text in bare(topic.name + topic.covers) and topic.id not in stated and not topic.gathers
    ]
    for line in _lines(found, base):
        print(line)
    for topic in silent:
        print(f"[{topic.id}] {topic.name}\n  已有的通知都没有写，编号自定，如 {topic.id}.rule")
    if not found and not silent:
        print(f"没有和“{options.text}”相近的要点；编号自定，事项用 points 列出的")
        return 1
    return 0


def _points(base: KnowledgeBase) -> Iterator[Point]:
    """Every point once, from the newest notice that states it."""
    seen: set[str] = set()
    for notice in sorted(base.notices.values(), key=lambda notice: notice.head.issued, reverse=True):
        for fact in notice.record.facts:
            if fact.id not in seen:
                seen.add(fact.id)
                yield Point(fact, notice)


def _speaks_of(point: Point, text: str, base: KnowledgeBase) -> bool:
    topic = base.reference.topics[point.fact.topic]
    words = base.reference.words.points.get(point.fact.id, ())
    return any(text in bare(said) for said in (point.fact.id, topic.id, topic.name, point.fact.say, *words))


def _alike(points: Iterable[Point], text: str) -> list[Point]:
    """The points whose quotes are most like a sentence, best first."""
    scored = [(fuzz.ratio(text, bare(point.fact.quote)), at, point) for at, point in enumerate(points)]
    best = sorted((entry for entry in scored if entry[0] >= ALIKE), key=lambda entry: (-entry[0], entry[1]))
    return [point for _, _, point in best[:MOST]]


def _lines(points: Iterable[Point], base: KnowledgeBase) -> Iterator[str]:
    """By topic, each with its kind, the sentence said and the words quoted."""
    by_topic: dict[str, list[Point]] = {}
    for point in points:
        by_topic.setdefault(point.fact.topic, []).append(point)
    for topic, those in by_topic.items():
        yield f"[{topic}] {base.reference.topics[topic].name}"
        for point in those:
            fact, quote = point.fact, point.fact.quote
            yield f"  {fact.id}（{fact.kind}，{point.notice.id} {fact.clause}）"
            yield f"    说：{fact.say}"
            yield f"    引：{quote[:SHOWN]}{'……' if len(quote) > SHOWN else ''}"
