"""What a push says, as far as the assistant is concerned."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from .envelope import Refused

LONGEST_TIME = 12  # digits


class Kind(StrEnum):
    """TALK is for the assistant; the others get words of the door's own, or none."""

    TALK = "talk"
    GREET = "greet"
    UNSUPPORTED = "unsupported"
    SILENT = "silent"


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
        return "wx:" + hashlib.sha256(f"{self.account}:{self.openid}".encode()).hexdigest()[:32]


def incoming(fields: dict[str, str], menu: dict[str, str]) -> Incoming:
    """Reads a push; `menu` maps menu keys to messages. Raises Refused when it names no sender or kind.

    The key is MsgId; events have none, so theirs is sender and time (platform page 接收事件推送).
    """
    openid, account = fields.get("FromUserName", ""), fields.get("ToUserName", "")
    kind = fields.get("MsgType", "").lower()
    if not openid or not account or not kind:
        raise Refused(400, "names no sender, account or kind")
    key = fields.get("MsgId") or f"{openid}:{fields.get('CreateTime', '')}:{fields.get('Event', '')}"
    hashed = hashlib.sha256(key.encode()).hexdigest()
    said, text = _read(kind, fields, menu)
    created = fields.get("CreateTime", "")
    when = float(created) if created.isdecimal() and len(created) <= LONGEST_TIME else None
    return Incoming(hashed, openid, account, said, text, when)


def _read(kind: str, fields: dict[str, str], menu: dict[str, str]) -> tuple[Kind, str]:
    if kind == "text":
        text = fields.get("Content", "").strip()
        return (Kind.TALK, text) if text else (Kind.UNSUPPORTED, "")
    if kind == "voice":
        heard = fields.get("Recognition", "").strip()
        return (Kind.TALK, heard) if heard else (Kind.UNSUPPORTED, "")
    if kind != "event":
        return Kind.UNSUPPORTED, ""
    event, pressed = fields.get("Event", "").lower(), fields.get("EventKey", "")
    if event == "subscribe":
        return Kind.GREET, ""
    if event == "click" and pressed in menu:
        return Kind.TALK, menu[pressed]
    return Kind.SILENT, ""
