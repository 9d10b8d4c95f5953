"""The gate: how many of our phrases it would turn away or ask back, and how many of other offices it lets through."""

from __future__ import annotations

import numpy as np

from policies_kb.choosing import OUT_OF_SCOPE
from policies_kb.choosing.chooser import NEITHER, fit_and_score
from policies_kb.choosing.weighed import weighed
from policies_kb.serving import current

from .phrases import load_phrases
from .section import Section

SHOWN = 200


def section() -> Section:
    """Every phrase scored by models that have not seen it."""
    phrases = load_phrases(current().reader)
    chooser, scored = fit_and_score([p.masked for p in phrases], [p.intent for p in phrases])
    own = [phrase for phrase in phrases if phrase.intent not in NEITHER]
    far = [phrase for phrase in phrases if phrase.intent == OUT_OF_SCOPE]
    lines = [f"{len(own)} phrases of ours, {len(far)} of other offices"]
    for circumstance, threshold in chooser.gate.thresholds.items():
        target = weighed().targets[circumstance]
        lines.append(
            f"{circumstance}: of ours refused {np.mean(scored.ours < threshold.refused):.2%}, "
            f"refused or asked back {np.mean(scored.ours < threshold.doubtful):.2%} "
            f"(targets {target.refused:.1%}, {target.doubtful:.1%}); of other offices' let through "
            f"{np.mean(scored.elsewhere >= threshold.doubtful):.1%}"
        )
    lowest = sorted(zip(scored.ours.tolist(), (p.text for p in own), strict=True))[:SHOWN]
    highest = sorted(zip(scored.elsewhere.tolist(), (p.text for p in far), strict=True), reverse=True)[:SHOWN]
    return Section("Belonging", lines, {"ours, lowest": lowest, "other offices, highest": highest})
