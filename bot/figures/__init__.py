"""What was asked and how it ended, as codes without a word or a person: the figures behind /desk/statistics."""

from __future__ import annotations

from .store import Counted, Figures
from .turns import Tally, tallies

__all__ = ["Counted", "Figures", "Tally", "tallies"]
