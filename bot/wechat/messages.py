"""What a push says, as far as the assistant is concerned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.messenger.envelope import Refused
from bot.messenger.kinds import Kind
from bot.messenger.places import Place
from policies_kb.today import in_beijing

DOOR = "wx:"  # how the senders of this door begin
LONGEST_TIME = 10  # digits
POSITION = "location"  # the kind of a message, and of an event


@dataclass(frozen=True)
class Incoming:
    """One message. `key` is the same for every try of the platform; `openid` is personal data and never logged."""

    key: str
    openid: str
    account: str
    kind: Kind
    text: str = ""
    created: float | None = None  # seconds since 1970, by the platform's clock

    @property
    def sender(self) -> str:
        """A name for the person that does not lead back to the openid."""
        return DOOR + hashlib.sha256(f"{self.account}:{self.openid}".encode()).hexdigest()[:32]


def incoming(fields: dict[str, str], menu: dict[str, str], place: Place) -> Incoming:
    """Reads a push; `menu` maps menu keys to messages, `place` finds the county in an address, of which nothing else is
    kept. Raises Refused when the push names no sender or kind.

    The key is MsgId (platform page 接收普通消息); events have none.
    """
    openid, account = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    kind = fields.get("MsgType", "").lower()
    if not openid or not account or not kind:
        raise Refused(400, "names no sender, account or kind")
    created = fields.get("CreateTime", "")
    when = float(created) if created.isdecimal() and len(created) <= LONGEST_TIME else None
    hashed = hashlib.sha256((fields.get("MsgId") or _event_key(fields, when)).encode()).hexdigest()
    said, text = _read(kind, fields, menu, place)
    return Incoming(hashed, openid, account, said, text, when)


def _event_key(fields: dict[str, str], created: float | None) -> str:
    """Sender and second, as the platform advises (接收事件推送), and what was pressed: a person presses two entries of
    the menu within one second. A position is reported by itself again and again, so that one a day is answered."""
    event, pressed = fields.get("Event", ""), fields.get("EventKey", "")
    moment = fields.get("CreateTime", "")
    if event.lower() == POSITION and created is not None:
        moment = in_beijing(created).date().isoformat()
    return ":".join((fields["FromUserName"], moment, event, pressed))


def _read(kind: str, fields: dict[str, str], menu: dict[str, str], place: Place) -> tuple[Kind, str]:
    if kind == "text":
        text = fields.get("Content", "").strip()
        return (Kind.TALK, text) if text else (Kind.UNSUPPORTED, "")
    if kind == "voice":
        heard = fields.get("Recognition", "").strip()
        return (Kind.TALK, heard) if heard else (Kind.UNSUPPORTED, "")
    if kind == POSITION:
        named = place((fields.get("Label", ""),))
        return (Kind.TALK, named) if named else (Kind.WHERE, "")
    if kind != "event":
        return Kind.UNSUPPORTED, ""
    event, pressed = fields.get("Event", "").lower(), fields.get("EventKey", "")
    if event == "subscribe":
        return Kind.GREET, ""
    if event == "click" and pressed in menu:
        return Kind.TALK, menu[pressed]
    if event == POSITION:  # it has coordinates only (接收事件推送, 上报地理位置事件)
        return Kind.WHERE, ""
    return Kind.SILENT, ""
