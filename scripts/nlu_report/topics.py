"""Topics by cross-validation: accuracy, calibration, pairs that overlap, phrases that do nothing, phrases astray."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from evaluation.reports.charts import bars, reliability
from evaluation.reports.page import Part, Table
from policies_kb.choosing import topic_model
from policies_kb.model.question import TopicGuess
from policies_kb.serving import current
from policies_kb.terminal.progress import each

from .phrases import Phrase, load_phrases
from .section import Section, confusion_chart

Guessed = list[tuple[Phrase, tuple[TopicGuess, ...]]]
BINS = 10
SHOWN = 25


def section(folds: int) -> Section:
    """Every phrase told by a model that has not seen it."""
    phrases = load_phrases(current().reader)
    guessed = _unseen(phrases, folds)
    first = [guesses[0].topic == phrase.intent for phrase, guesses in guessed]
    three = [phrase.intent in [guess.topic for guess in guesses[:3]] for phrase, guesses in guessed]
    by_intent: dict[str, list[bool]] = defaultdict(list)
    for (phrase, _), right in zip(guessed, first, strict=True):
        by_intent[phrase.intent].append(right)
    worst = sorted(by_intent, key=lambda intent: np.mean(by_intent[intent]))[:10]
    pairs = Counter((p.intent, g[0].topic) for p, g in guessed if g[0].topic != p.intent)
    both = Counter({(a, b): n + pairs[b, a] for (a, b), n in pairs.items() if (a < b or not pairs[b, a])})
    dead = _dead(phrases)
    lines = [
        f"{len(phrases)} phrases, {len(by_intent)} intents, {folds} folds",
        f"topic found: first guess {np.mean(first):.1%}, among three {np.mean(three):.1%}, "
        f"mean over intents {np.mean([np.mean(rights) for rights in by_intent.values()]):.1%}",
        *_calibration(guessed, first),
        "weakest intents: " + ", ".join(f"{intent} {np.mean(by_intent[intent]):.0%}" for intent in worst),
        "pairs that overlap: " + ", ".join(f"{a}/{b} {n}" for (a, b), n in both.most_common(SHOWN)),
        f"dead phrases (the same as another of their intent once places are masked): {len(dead['repeated'])}; "
        f"phrases of two intents once masked: {len(dead['of two intents'])}",
    ]
    astray = sorted(
        ((g[0].probability, p.text, p.intent, g[0].topic) for p, g in guessed if g[0].topic != p.intent), reverse=True
    )
    lines.append(f"astray with probability over a half: {sum(row[0] > 0.5 for row in astray)}")
    every = Counter((phrase.intent, guesses[0].topic) for phrase, guesses in guessed)
    shares = {intent: float(np.mean(rights)) for intent, rights in by_intent.items()}

    def parts() -> list[Part]:
        weak = sorted(shares, key=lambda intent: shares[intent])[:SHOWN]
        note = f"行是应当的选题，列是猜的；只列走错最多的 {SHOWN} 个，颜色是一行里的份额"
        return [
            reliability("校准：说的把握和真对的份额", [row[1:] for row in _bins(guessed, first)]),
            confusion_chart("混淆的选题", every, note, most=SHOWN),
            bars(f"最弱的 {len(weak)} 个选题，认对的份额", {intent: shares[intent] for intent in weak}, form="{:.0%}"),
            Table(
                "走错了而把握过半的",
                ("句子", "应当", "猜的", "把握"),
                [(t, w, g, f"{p:.2f}") for p, t, w, g in astray if p > 0.5],
                folded=True,
            ),
        ]

    figures = {
        "第一个就对": float(np.mean(first)),
        "前三个里有": float(np.mean(three)),
        "各选题平均": float(np.mean(list(shares.values()))),
        "校准误差": _error(_bins(guessed, first)),
    }
    cases = {"astray": astray, "pairs": [[*k, n] for k, n in both.most_common()], **dead}
    return Section("Topics", lines, cases, parts, figures)


def _unseen(phrases: Sequence[Phrase], folds: int) -> Guessed:
    places = np.random.RandomState(topic_model.SEED).randint(folds, size=len(phrases))
    found: Guessed = []
    for fold in each("选题：各份轮流留出", range(folds)):
        seen = [phrase for phrase, place in zip(phrases, places, strict=True) if place != fold]
        rest = [phrase for phrase, place in zip(phrases, places, strict=True) if place == fold]
        union, matrix = topic_model.features([phrase.masked for phrase in seen])
        model = topic_model.fit(union, matrix, [phrase.intent for phrase in seen])
        found += zip(rest, model.guesses(model.scores([phrase.masked for phrase in rest])), strict=True)
    return found


def _bins(guessed: Guessed, right: Sequence[bool]) -> list[tuple[int, float, float, int]]:
    """Of each tenth of probability that was said: its number, what was said and what was right on average, how many."""
    told = np.array([guesses[0].probability for _, guesses in guessed])
    hits, bins = np.array(right), np.minimum((told * BINS).astype(int), BINS - 1)
    return [
        (int(b), float(told[bins == b].mean()), float(hits[bins == b].mean()), int((bins == b).sum()))
        for b in sorted(set(bins))
    ]


def _error(bins: Sequence[tuple[int, float, float, int]]) -> float:
    """The mean distance of said and right, weighed by number."""
    return sum(count * abs(said - reached) for _, said, reached, count in bins) / sum(count for *_, count in bins)


def _calibration(guessed: Guessed, right: Sequence[bool]) -> list[str]:
    """How often the first guess is right by its probability."""
    bins = _bins(guessed, right)
    return [
        f"calibration error {_error(bins):.3f}; said → right (number): "
        + ", ".join(f"{said:.2f} → {reached:.2f} ({count})" for _, said, reached, count in bins)
    ]


def _dead(phrases: Sequence[Phrase]) -> dict[str, list[list[str]]]:
    groups: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[phrase.masked].append(phrase)
    repeated = [[p.intent, *(q.text for q in group)] for group in groups.values() if len(group) > 1 for p in group[:1]]
    two = [
        [phrase.text + " → " + phrase.intent for phrase in group]
        for group in groups.values()
        if len({phrase.intent for phrase in group}) > 1
    ]
    return {"repeated": repeated, "of two intents": two}
