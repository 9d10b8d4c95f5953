"""Made-up phrases of other offices: our own with the words that make them ours replaced by everyday ones.

Nobody has to collect what is not ours: it has no end, and a list of it turns away only what stands in it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import accumulate

from policies_kb.vocabulary.dictionary import cut

from .commonness import CONTENT, SETTLED, Commonness, everybodys, learn_masks
from .topic_model import SEED
from .weighed import weighed

KINDS = "nvatl"  # jieba's parts of speech that carry content: nouns, verbs, adjectives, times, set phrases


def made_up(masked: Sequence[str], common: Commonness) -> list[str]:
    """One made-up phrase for each of ours; always the same ones for the same phrases."""
    chosen = weighed().gate
    drawn = random.Random(SEED)
    strangers = [
        (word, count**chosen.flatness)
        for word, (count, kind) in everybodys().items()
        if len(word) >= CONTENT and count >= chosen.rarest and kind[:1] in KINDS and word not in common.ours
    ]
    names = [word for word, _ in strangers]
    weights = list(accumulate(weight for _, weight in strangers))
    learn_masks()
    found = []
    for text in masked:
        level = drawn.choice(chosen.keeps)
        changed = []
        for word in cut(text):
            keep = min(chosen.at_most, math.exp(level - common.ratio(word)))
            fixed = len(word) < CONTENT or SETTLED.fullmatch(word) or drawn.random() < keep
            changed.append(word if fixed else drawn.choices(names, cum_weights=weights)[0])
        found.append("".join(changed))
    return found
