"""What a person decided on an item of a review, and who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

State = Literal["", "accepted", "edited", "added"]


@dataclass(frozen=True)
class Decision:
    """``state``: "" where nothing but single values were confirmed. ``confirmed``: value → who has compared it."""

    state: State = ""
    by: str = ""
    confirmed: Mapping[str, str] = field(default_factory=dict)

    def confirming(self, name: str, by: str) -> Decision:
        """The same with one more value confirmed."""
        return replace(self, confirmed={**self.confirmed, name: by})

    def without(self, *names: str) -> Decision:
        """The same with these values to be confirmed anew."""
        return replace(self, confirmed={name: by for name, by in self.confirmed.items() if name not in names})


Decisions = dict[str, Decision]


def written(decisions: Mapping[str, Decision]) -> dict[str, Any]:
    """As JSON-able data."""
    return {key: {"state": one.state, "by": one.by, "confirmed": dict(one.confirmed)} for key, one in decisions.items()}


def read(data: Mapping[str, Any]) -> Decisions:
    """What ``written`` gave."""
    return {key: Decision(one["state"], one["by"], dict(one["confirmed"])) for key, one in data.items()}
