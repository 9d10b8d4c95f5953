"""Misses that are alike, together: the same topic for the same place and series, else the same wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policies_kb.lookup.evidence import Evidence, tokens

from .store import Miss

ALIKE = 0.4  # share of each question's information (by IDF of character pairs) that the other one holds


@dataclass(frozen=True)
class Group:
    """Misses that are alike, the newest first; the largest group comes first."""

    misses: tuple[Miss, ...]

    @property
    def head(self) -> Miss:
        """The newest, which stands for the group."""
        return self.misses[0]


def groups(misses: Sequence[Miss]) -> list[Group]:
    """Every miss in one group."""
    by_topic: dict[tuple[str, str, str], list[Miss]] = {}
    others: list[Miss] = []
    for miss in misses:
        if miss.topic:
            by_topic.setdefault((miss.topic, miss.region, miss.series), []).append(miss)
        else:
            others.append(miss)
    found = [Group(tuple(together)) for together in (*by_topic.values(), *_by_wording(others))]
    return sorted(found, key=lambda group: (-len(group.misses), -group.head.asked_at))


def _by_wording(misses: Sequence[Miss]) -> list[list[Miss]]:
    """Each with the first one before it that reads alike, itself the head of a group."""
    evidence = Evidence((str(at), [(miss.question, 1.0)]) for at, miss in enumerate(misses))
    words = [tokens(miss.question) for miss in misses]
    heads: dict[int, list[Miss]] = {}
    for at, miss in enumerate(misses):
        near = sorted(
            (int(key) for key, score in evidence.scores(words[at]).items() if int(key) in heads and score > 0),
            key=lambda head: -evidence.score(str(head), words[at]),
        )
        alike = (h for h in near if min(evidence.score(str(h), words[at]), evidence.score(str(at), words[h])) >= ALIKE)
        head = next(alike, None)
        if head is None:
            same = next((h for h in heads if not words[at] and misses[h].question == miss.question), None)
            head = same if same is not None else at
        heads.setdefault(head, []).append(miss)
    return list(heads.values())
