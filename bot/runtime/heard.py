"""A message on its way in, and who may answer instead of the assistant. A door alone can use it: it needs no Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from bot.privacy.masking import mask


@dataclass(frozen=True)
class Reply:
    """One message of the assistant; `custom` holds citations and other data for programs."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """What a person wrote: `text` is masked, when it is first asked for, since a clerk reads all of it, which may be
    much more than the assistant does. `key`: the same for every try of the same message, "" where the door has none;
    `reach`: what the door needs to send the person something later (an openid), "" where it needs nothing."""

    sender: str
    told: str = field(repr=False)
    channel: str = "gateway"
    key: str = ""
    reach: str = ""

    @cached_property
    def text(self) -> str:
        """What was told, without personal data."""
        return mask(self.told)


class People(Protocol):
    """Persons beside the assistant."""

    async def instead(self, heard: Heard) -> list[Reply] | None:
        """What is said in place of a turn, None where the assistant answers."""

    async def after(self, heard: Heard, replies: list[Reply]) -> list[Reply]:
        """The assistant's replies, with the way to a person where one was asked for."""
