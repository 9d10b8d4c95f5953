"""The gate: how many of our phrases it would turn away or ask back, and how many of other offices it lets through."""

from __future__ import annotations

import numpy as np

from evaluation.reports.charts import spread
from evaluation.reports.page import Part, Table
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
    cuts = {
        f"{circumstance}，{word}": value
        for circumstance, threshold in chooser.gate.thresholds.items()
        for word, value in (("拒答", threshold.refused), ("反问", threshold.doubtful))
    }

    def parts() -> list[Part]:
        both = {"我们的": scored.ours.tolist(), "别的单位的": scored.elsewhere.tolist()}
        note = "门给的分数，越大越像归我们答的；低于线的拒答或反问。每句都由没见过它的模型打分"
        return [
            spread("分数怎么分布", both, cuts, note),
            Table(
                "我们的，分数最低的", ("句子", "分数"), [(text, f"{score:.3f}") for score, text in lowest], folded=True
            ),
            Table("别的单位的，分数最高的", ("句子", "分数"), [(t, f"{s:.3f}") for s, t in highest], folded=True),
        ]

    figures = {
        f"{circumstance}，{told}": float(np.mean(values))
        for circumstance, threshold in chooser.gate.thresholds.items()
        for told, values in (
            ("我们的被拒", scored.ours < threshold.refused),
            ("别的放了进来", scored.elsewhere >= threshold.doubtful),
        )
    }
    cases = {"ours, lowest": lowest, "other offices, highest": highest}
    return Section("Belonging", lines, cases, parts, figures)
