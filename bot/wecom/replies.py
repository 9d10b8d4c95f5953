"""Replies as 微信客服 takes them: texts and menus, cut by bytes, few of them, and as one line of JSON in the database.

Source: WeCom's page 发送消息 (文本消息: 2,048 bytes; 菜单消息: a head of 1,024 bytes, ten entries of 128 bytes).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.messenger.cutting import pages

TEXT, HEAD = 2000, 1000  # bytes
ENTRIES, ENTRY = 10, 128  # of a menu; bytes of one
MORE = "下一页"


@dataclass(frozen=True)
class Outgoing:
    """The messages of one reply. ``code``: they may go out by this event's code only; ``to_person``: the session is
    then given to a person."""

    messages: tuple[dict[str, Any], ...] = ()
    code: str = ""
    to_person: bool = False

    def stored(self) -> str:
        """As it stands in the database."""
        return json.dumps(asdict(self), ensure_ascii=False)


@dataclass(frozen=True)
class Leads:
    """What stands over a menu that comes after its text: of choices, of the next page."""

    choose: str
    more: str


def read(stored: str) -> Outgoing:
    """The reply as it was stored; "" holds no message."""
    if not stored:
        return Outgoing()
    found = json.loads(stored)
    return Outgoing(tuple(found["messages"]), found["code"], found["to_person"])


def text_of(messages: Iterable[Mapping[str, Any]]) -> str:
    """What the messages say, as one text."""
    said = []
    for message in messages:
        if message["msgtype"] == "text":
            said.append(message["text"]["content"])
        else:
            menu = message["msgmenu"]
            said.append("\n".join([menu["head_content"], *(f"· {one['click']['content']}" for one in menu["list"])]))
    return "\n\n".join(said)


def messages(text: str, buttons: Sequence[Mapping[str, str]], lead: str) -> tuple[dict[str, Any], ...]:
    """A text that fits into one message with its buttons: in one menu, or in a text and a menu under ``lead``."""
    # a press says what the entry shows; what is too long for an entry stands in the text, to be written
    said = list(dict.fromkeys(button["payload"] for button in buttons))
    fits = [one for one in said if len(one.encode()) <= ENTRY][:ENTRIES]
    if not fits:
        return ({"msgtype": "text", "text": {"content": text}},) if text else ()
    if text and len(text.encode()) <= HEAD:
        return (_menu(text, fits),)
    first = ({"msgtype": "text", "text": {"content": text}},) if text else ()
    return (*first, _menu(lead, fits))


def in_pages(text: str, buttons: Sequence[Mapping[str, str]], leads: Leads) -> list[Outgoing]:
    """The text in pages, each of two messages at most; the buttons are under the last one."""
    *before, last = pages(text, TEXT) or [""]
    on = ({"payload": MORE},)
    return [
        *(Outgoing(messages(page, on, leads.more)) for page in before),
        Outgoing(messages(last, buttons, leads.choose)),
    ]


def fits_one_page(text: str) -> bool:
    """Whether it is one text message."""
    return len(text.encode()) <= TEXT


def shortened(text: str, link: str, lead: str) -> str:
    """The beginning of the text with the link to all of it."""
    end = f"\n{lead}{link}"
    return pages(text, TEXT - len(end.encode()))[0] + end


def _menu(head: str, entries: Sequence[str]) -> dict[str, Any]:
    listed = [{"type": "click", "click": {"id": str(at), "content": one}} for at, one in enumerate(entries, 1)]
    return {"msgtype": "msgmenu", "msgmenu": {"head_content": head, "list": listed}}
