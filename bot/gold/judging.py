"""The one judge: what one reply lacks, what in it is wrong, what it does not cite.

A fault is something missing or superfluous; wrong is something that misleads, and is counted apart. A reply is right
when it has neither. Citations that are missing make a right reply an uncited one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.gold.cases import Citation, Expectations, Groups
from bot.gold.folding import bare, fold, holds
from bot.gold.reply import Reply
from bot.gold.speech import does

SHOWN = 30  # characters of a quote in a finding


@dataclass
class Judgement:
    """Findings on one reply; `wanted` counts the pieces expected of it and `lacking` those it lacks."""

    faults: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    wanted: int = 0
    lacking: int = 0

    @property
    def right(self) -> bool:
        """Nothing missing, nothing superfluous, nothing wrong."""
        return not self.faults and not self.wrong


def judge(expected: Expectations, reply: Reply, texts: Mapping[str, str]) -> Judgement:
    """Judges one reply; `texts` are the bare notices that quotes must stand in."""
    found = Judgement()
    folded = fold(reply.spoken)
    if not reply.spoken.strip():
        found.faults.append(f"no reply {reply.failed}".strip())
    _bearing(expected, reply, folded, found)
    _words(expected, reply, folded, found)
    found.wrong += not_verbatim(reply.citations, texts)
    if expected.verdict:
        _verdict(expected, reply, found)
    found.cites = uncited(expected.cite, reply.citations)
    found.wanted += len(expected.cite)
    found.lacking += len(found.cites)
    return found


def _bearing(expected: Expectations, reply: Reply, folded: str, found: Judgement) -> None:
    """Whether it asks, says that the notice is silent, or declines, where it should."""
    if expected.clarify and not (does("asks", folded) or any(bubble.buttons for bubble in reply.bubbles)):
        all_sides = expected.clarify_or_all and not unmet(expected.all_of, folded)
        if not all_sides:
            found.faults.append(f"does not ask for {'/'.join(expected.clarify)}")
    if expected.not_stated and not does("silent", folded):
        found.faults.append("does not say that the notice is silent")
    if expected.out_of_scope:
        if not does("declines", folded):
            found.faults.append("does not decline")
        if reply.citations:
            found.wrong.append("cites a notice for what no notice is about")


def _words(expected: Expectations, reply: Reply, folded: str, found: Judgement) -> None:
    """What must and must not be said, and where."""
    lacking = unmet(expected.must, folded)
    late = unmet(expected.first, fold(reply.first))
    found.faults += [f"lacks {group}" for group in lacking]
    found.faults += [f"first bubble lacks {group}" for group in late]
    found.faults += [f"noise: {pattern}" for pattern in expected.noise if holds(pattern, folded)]
    found.wrong += [f"says {pattern}" for pattern in expected.must_not if holds(pattern, folded)]
    found.wanted += len(expected.must) + len(expected.first)
    found.lacking += len(lacking) + len(late)


def _verdict(expected: Expectations, reply: Reply, found: Judgement) -> None:
    """Another verdict is a fault; one that sends a person the wrong way is wrong."""
    given = {r.get("verdict") for r in reply.results if expected.notice in (None, r.get("notice_id"))}
    found.wanted += 1
    if expected.verdict in given:
        return
    found.lacking += 1
    misleads = "eligible" in given or (expected.verdict == "eligible" and "ineligible" in given)
    line = f"verdict {sorted(map(str, given))}, expected {expected.verdict}"
    (found.wrong if misleads else found.faults).append(line)


def unmet(groups: Groups, folded: str) -> list[str]:
    """The groups of which no pattern stands in the text."""
    return [" / ".join(group) for group in groups if not any(holds(pattern, folded) for pattern in group)]


def not_verbatim(citations: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> list[str]:
    """Quotes that do not stand in the notice they name."""
    found = []
    for citation in citations:
        notice, quote = str(citation.get("notice_id")), bare(str(citation.get("quote", "")))
        if not quote or quote not in texts.get(notice, ""):
            found.append(f"quote not in {notice}: {quote[:SHOWN]}")
    return found


def uncited(wanted: Iterable[Citation], citations: Iterable[Mapping[str, Any]]) -> list[str]:
    """The citations that are wanted and not there."""
    given = [(str(c.get("notice_id")), bare(str(c.get("quote", "")))) for c in citations]
    return [
        f"no citation of {want.notice}: {want.quote_has[:SHOWN]}"
        for want in wanted
        if not any(notice == want.notice and bare(want.quote_has) in quote for notice, quote in given)
    ]
