"""The gate as it is asked at a terminal: with a bar, for many notices take a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policies_kb.gate import Examination, examine
from policies_kb.loading import NoticeSource, Problem
from policies_kb.terminal.progress import at_terminal


def examined(sources: Iterable[NoticeSource]) -> Examination:
    """Every notice by itself and all together."""
    return examine(sources, shown=at_terminal)


def gate(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Every problem of these notices; none means that they may be released."""
    return examined(sources.values()).problems
