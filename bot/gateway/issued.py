"""Senders are issued and signed here. A page goes on with a sender only where it bears this server's signature, so that
nobody is put into a conversation whose name somebody else has made up."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from aiohttp import web

from bot.desk import key
from bot.gateway.settings import Settings

DIGITS = 32  # hexadecimal digits of the name, and of the signature: 128 bits each
_SENDER = re.compile(rf"([0-9a-f]{{{DIGITS}}})([0-9a-f]{{{DIGITS}}})")
_PURPOSE = b"senders of the chat page"  # the desk's secret signs nothing else under this name


class Senders:
    """Issues senders, and knows its own again: in every process and after a restart, as long as the secret stays."""

    def __init__(self, secret: bytes) -> None:
        self._secret = hmac.digest(secret, _PURPOSE, hashlib.sha256)

    @classmethod
    def of(cls, settings: Settings) -> Senders:
        """Under the secret of the desk (bot/desk/key.py)."""
        return cls(key.secret(settings.desk_key, settings.store_url))

    def issue(self) -> str:
        """A sender that nobody has."""
        name = secrets.token_hex(DIGITS // 2)
        return name + self._signature(name)

    def ours(self, sender: str) -> bool:
        """Whether this server has issued it."""
        found = _SENDER.fullmatch(sender)
        return found is not None and hmac.compare_digest(found[2], self._signature(found[1]))

    def _signature(self, name: str) -> str:
        return hmac.digest(self._secret, name.encode(), hashlib.sha256).hex()[:DIGITS]


SENDERS = web.AppKey("senders", Senders)
