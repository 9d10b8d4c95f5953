"""What the assistant answered to one message, as it is stored and judged."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel


class Bubble(BaseModel):
    """One message of the assistant."""

    text: str = ""
    buttons: list[dict[str, str]] = []
    custom: dict[str, Any] = {}


class Reply(BaseModel):
    """The reply to one message, and how long it took; no bubbles where there was none."""

    asked: str
    bubbles: list[Bubble] = []
    seconds: float = 0.0
    failed: str = ""

    @property
    def spoken(self) -> str:
        """All that a person reads of it, the buttons too."""
        return "\n".join(line for b in self.bubbles for line in (b.text, *(button["title"] for button in b.buttons)))

    @property
    def first(self) -> str:
        """The first bubble."""
        return self.bubbles[0].text if self.bubbles else ""

    def customs(self, key: str) -> list[Any]:
        """That datum of every bubble that has it."""
        return [b.custom[key] for b in self.bubbles if b.custom.get(key) is not None]

    @property
    def citations(self) -> list[dict[str, Any]]:
        """Every clause that is cited."""
        return [citation for cited in self.customs("citations") for citation in cited]

    @property
    def results(self) -> list[dict[str, Any]]:
        """Every verdict that is given."""
        return [r for given in self.customs("eligibility") for r in (given if isinstance(given, list) else [given])]
