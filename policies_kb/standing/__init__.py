"""How the application of a notice stands on a day, and what can be applied for at all: the overview of every line.

``standing_of(base, name, day)`` is one notice; ``overview(base, day)`` the current notice of every line; ``told`` says
the overview in Chinese.
"""

from __future__ import annotations

from .overview import Area, Line, Overview, overview
from .state import Standing, State, standing_of
from .told import brief, lead, line_words, state_words, told

__all__ = [
    "Area",
    "Line",
    "Overview",
    "Standing",
    "State",
    "brief",
    "lead",
    "line_words",
    "overview",
    "standing_of",
    "state_words",
    "told",
]
