"""Topics by cross-validation: accuracy, calibration, pairs that overlap, phrases that do nothing, phrases astray."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from policies_kb.choosing import topic_model
from policies_kb.model.question import TopicGuess
from policies_kb.serving import current

from .phrases import Phrase, load_phrases
from .section import Section

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
    return Section("Topics", lines, {"astray": astray, "pairs": [[*k, n] for k, n in both.most_common()], **dead})


def _unseen(phrases: Sequence[Phrase], folds: int) -> Guessed:
    places = np.random.RandomState(topic_model.SEED).randint(folds, size=len(phrases))
    found: Guessed = []
    for fold in range(folds):
        seen = [phrase for phrase, place in zip(phrases, places, strict=True) if place != fold]
        rest = [phrase for phrase, place in zip(phrases, places, strict=True) if place == fold]
        union, matrix = topic_model.features([phrase.masked for phrase in seen])
        model = topic_model.fit(union, matrix, [phrase.intent for phrase in seen])
        found += zip(rest, model.guesses(model.scores([phrase.masked for phrase in rest])), strict=True)
    return found


def _calibration(guessed: Guessed, right: Sequence[bool]) -> list[str]:
    """How often the first guess is right by its probability; the error is the mean distance, weighed by number."""
    told = np.array([guesses[0].probability for _, guesses in guessed])
    hits, bins = np.array(right), np.minimum((told * BINS).astype(int), BINS - 1)
    rows = [(b, int((bins == b).sum()), told[bins == b].mean(), hits[bins == b].mean()) for b in sorted(set(bins))]
    error = sum(count * abs(said - reached) for _, count, said, reached in rows) / len(told)
    return [
        f"calibration error {error:.3f}; said → right (number): "
        + ", ".join(f"{said:.2f} → {reached:.2f} ({count})" for _, count, said, reached in rows)
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
