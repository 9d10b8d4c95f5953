"""A notice that is being drafted: what every grammar reads from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from policies_kb.clauses import ClauseTree
from policies_kb.lexers import mentions
from policies_kb.reference import Reference

from .head import DraftHead
from .passages import Passage, passages


@dataclass(frozen=True)
class Source:
    """The clause tree of a new notice, its head and the reference data."""

    tree: ClauseTree
    head: DraftHead
    reference: Reference

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence in reading order."""
        return passages(self.tree)

    @cached_property
    def rules(self) -> tuple[Passage, ...]:
        """The sentences of the notice's own clauses, without frame and forms."""
        return tuple(passage for passage in self.passages if not passage.is_form and not passage.in_frame)

    def paths_in(self, text: str, headings: Iterable[str] = ()) -> list[str]:
        """The paths that a text names, else those of its headings; none where the notice offers only one."""
        signs = {path: self.reference.paths[path].signs for path in self.head.paths}
        if len(signs) < 2:
            return []
        found = names(text, signs)
        return found or next((named for heading in headings if (named := names(heading, signs))), [])

    def levels_in(self, text: str) -> list[str]:
        """The levels that a text names."""
        return names(text, self.reference.terms["levels"])


def names(text: str, said: Mapping[str, Iterable[str]]) -> list[str]:
    """The names that a text mentions, each once, in order."""
    return list(dict.fromkeys(mention.name for mention in mentions(text, said)))
