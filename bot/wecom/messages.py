"""What an entry of kf/sync_msg says, as far as the assistant is concerned (WeCom's page 接收消息和事件)."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.messenger.kinds import Kind
from bot.messenger.places import Place

from .customers import Address

logger = logging.getLogger(__name__)

DOOR = "wk:"  # how the senders of this door begin
FROM_CUSTOMER, FROM_SYSTEM = 3, 4  # origin; 5 is a person in WeCom
# fail_type of msg_send_fail, as the page names them
FAILURES = {
    1: "the account is gone",
    2: "the application is closed",
    4: "more than 48 hours",
    5: "the session is closed",
    6: "more than five messages",
    7: "no video account bound",
    8: "the corporation is not verified",
    9: "neither bound nor verified",
    10: "the person refuses messages",
}


@dataclass(frozen=True)
class Incoming:
    """One message. `key` is the same however often it is fetched; `text` of a GREET is the code to greet with."""

    key: str
    address: Address
    kind: Kind
    text: str
    sent_at: float  # seconds since 1970

    @property
    def sender(self) -> str:
        """A name for the person that does not lead back to the id."""
        named = f"{self.address.account}:{self.address.customer}"
        return DOOR + hashlib.sha256(named.encode()).hexdigest()[:32]


def incoming(entry: Mapping[str, Any], place: Place) -> Incoming | None:
    """Reads an entry; `place` finds the county in an address, of which nothing else is kept. None where there is
    nothing to say to it: a colleague's words, a change of the session, something that is no message."""
    event = _part(entry, "event")
    whose = event if entry.get("msgtype") == "event" else entry
    address = Address(str(whose.get("open_kfid") or ""), str(whose.get("external_userid") or ""))
    number, moment = str(entry.get("msgid") or ""), entry.get("send_time")
    if event.get("event_type") == "msg_send_fail":
        reason = FAILURES.get(event.get("fail_type", 0), "unknown")
        logger.warning("a message has not reached the person: fail_type %s (%s)", event.get("fail_type"), reason)
    if not number or not address.customer or not isinstance(moment, int):
        return None
    kind, text = _read(entry, event, place)
    if kind is Kind.SILENT:
        return None
    return Incoming(hashlib.sha256(f"wecom:{number}".encode()).hexdigest(), address, kind, text, float(moment))


def _read(entry: Mapping[str, Any], event: Mapping[str, Any], place: Place) -> tuple[Kind, str]:
    if entry.get("origin") == FROM_SYSTEM:
        # without a code a greeting is not allowed: the person has had one, or WeCom gives its own
        code = str(event.get("welcome_code") or "") if event.get("event_type") == "enter_session" else ""
        return (Kind.GREET, code) if code else (Kind.SILENT, "")
    if entry.get("origin") != FROM_CUSTOMER:
        return Kind.SILENT, ""
    if entry.get("msgtype") == "text":
        text = str(_part(entry, "text").get("content") or "").strip()
        return (Kind.TALK, text) if text else (Kind.UNSUPPORTED, "")
    if entry.get("msgtype") == "location":
        found = _part(entry, "location")
        named = place((str(found.get("address") or ""), str(found.get("name") or "")))
        return (Kind.TALK, named) if named else (Kind.WHERE, "")
    return Kind.UNSUPPORTED, ""


def _part(entry: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = entry.get(name)
    return found if isinstance(found, dict) else {}
