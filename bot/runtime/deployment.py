"""Whether a newly trained model may take the place of the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from policies_kb.choosing import stored
from policies_kb.choosing.weighed import weighed


@dataclass(frozen=True)
class Compared:
    """Shares of the phrases that both models know whose topic was found by a model that had not seen them."""

    phrases: int
    before: float
    after: float

    @property
    def worse(self) -> bool:
        """Whether the new model is worse by more than the declared margin."""
        return self.phrases > 0 and self.before - self.after > weighed().deployment.margin


def compared(before: Mapping[str, bool], after: Mapping[str, bool]) -> Compared:
    """Only phrases that both know count: hard new ones speak against no model."""
    common = before.keys() & after.keys()
    if not common:
        return Compared(0, 0.0, 0.0)
    return Compared(
        len(common),
        sum(before[phrase] for phrase in common) / len(common),
        sum(after[phrase] for phrase in common) / len(common),
    )


def newest(folder: Path, but: Path) -> Path | None:
    """The newest model of the folder besides ``but``."""
    others = [path for path in folder.glob("*.tar.gz") if path != but]
    return max(others, key=lambda path: path.stat().st_mtime, default=None)


def compare(before: Path, after: Path) -> Compared:
    """Compares two packed models; a model of another shape knows no phrase, and is no hindrance."""
    return compared(stored.held_out(before), stored.held_out(after))
