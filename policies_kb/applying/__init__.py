"""A rule applied to whoever asks (enough, in time, how much together), and whom it binds.

A comparator owns its part: the value, what it is of, and what is asked agree, or there is no comparison. Several rules
that differ are compared only where what is known of the asker selects one.
"""

from __future__ import annotations

from .apply import applied, verdicts_first
from .permission import asks_whether

__all__ = ["applied", "asks_whether", "verdicts_first"]
