"""A message of the assistant in blocks for the page without scripts: paragraphs, and the cards in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

CARDS, SOURCE, CHOOSE = "cards", "source", "choose"
SHOWN = frozenset({"list", "table", "verdict"})  # kinds that said.html knows


class _Message(Protocol):
    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[Any]: ...

    @property
    def custom(self) -> dict[str, Any]: ...


def offering(messages: Iterable[_Message]) -> _Message | None:
    """The last of the messages that offers something to tap or to choose; None where none does."""
    return next((one for one in [*messages][::-1] if one.buttons or one.custom.get(CHOOSE)), None)


def blocks(message: _Message) -> list[str | dict[str, Any]]:
    """The text without its line of sources, each card in the place of its lines; what is no card stays a paragraph."""
    source = message.custom.get(SOURCE, "") if message.custom.get("citations") else ""
    at = message.text.rfind(source) if source else -1
    text = message.text if at < 0 else message.text[:at] + message.text[at + len(source) :]
    lines, begun = text.strip().split("\n"), 0
    found: list[str | dict[str, Any]] = []
    for card in message.custom.get(CARDS, ()):
        if card["kind"] not in SHOWN or card["first"] not in lines[begun:]:
            continue
        at = lines.index(card["first"], begun)
        found += [*_paragraph(lines[begun:at]), card]
        begun = at + card["lines"]
    return [*found, *_paragraph(lines[begun:])]


def _paragraph(lines: list[str]) -> list[str]:
    text = "\n".join(lines).strip()
    return [text] if text else []
