"""An answer as 微信客服 takes it: a short one with its choices as a menu; of a long one the beginning with the link to
all of it, or in pages where no link can be made; and with one's case in a line where the session goes to a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.course import WANTS_PERSON
from bot.messenger.inbox import Row
from bot.messenger.kinds import Kind
from bot.messenger.thinking import Said, Shaped

from .replies import Leads, Outgoing, fits_one_page, in_pages, messages, shortened

Whole = Callable[[str, str, Sequence[str]], Awaitable[str]]  # sender, question, answers → the link to them, or ""
Case = Callable[[str, str, dict[str, Any]], Awaitable[str]]  # sender, what was said, scope → place and question


@dataclass(frozen=True)
class Words:
    """The door's own words (words.yml)."""

    greeting: str
    greeting_menu: tuple[str, ...]
    unsupported: str
    where: str
    nothing: str
    earlier: str
    clerk: str
    failed: str
    choose: str
    more: str
    whole: str
    to_person: str
    not_taken: str


class Shaper:
    """`case` tells a person in WeCom what it is about; None where people are answered at our own desk."""

    def __init__(self, words: Callable[[], Words], whole: Whole, case: Case | None = None) -> None:
        self._words, self._whole, self._case = words, whole, case

    async def __call__(self, row: Row, before: Sequence[str], replies: Sequence[Said]) -> Shaped:
        """The reply as it is stored, with its further pages."""
        kind, _, said = row.text.partition(":")
        words = self._words()
        if kind == Kind.GREET:
            menu = [{"payload": entry} for entry in words.greeting_menu]
            return Shaped(Outgoing(messages(replies[0].text, menu, words.choose)[:1], code=said).stored())
        answers = [reply.text for reply in replies]
        buttons = [button for reply in replies for button in reply.buttons]
        text = "\n\n".join([*before, *answers])
        if not fits_one_page(text) and not before:
            link = await self._whole(row.sender, said, answers)
            text = shortened(text, link, words.whole) if link else text
        first, *rest = in_pages(text, buttons, Leads(words.choose, words.more))
        first = await self._to_person(first, row.sender, said, replies)
        return Shaped(first.stored(), tuple(page.stored() for page in rest))

    async def _to_person(self, out: Outgoing, sender: str, said: str, replies: Sequence[Said]) -> Outgoing:
        asked = next((one for one in (_custom(reply) for reply in replies) if WANTS_PERSON in one), None)
        if self._case is None or asked is None:
            return out
        summary = await self._case(sender, said, asked[WANTS_PERSON])
        told = messages(self._words().to_person.format(summary=summary), (), "")
        return replace(out, messages=(*out.messages, *told), to_person=True)


def _custom(reply: Said) -> dict[str, Any]:
    found: dict[str, Any] = getattr(reply, "custom", {})
    return found
