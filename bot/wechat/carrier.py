"""Customer-service messages of the official account, by which clerks' words reach people.

The rule (platform page 客服消息, 下发额度): within 48 hours of the person's message, five messages. A pressed menu
entry allows less; the platform says so by its errcode, and then the words are kept as well.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from bot.handover.outbox import Parcel
from bot.messenger.sealing import Seal

CHANNEL = "wechat"
WINDOW, MOST = 48 * 3600.0, 5  # seconds after the person's last message; messages in it

Send = Callable[[str, str], Awaitable[None]]  # openid, text; raises PlatformError


class CustomerService:
    """`seal` opens the openids of tickets."""

    known_when_repeated = False  # a customer-service message has no number of ours

    def __init__(self, send: Send, seal: Seal, clock: Callable[[], float] = time.time) -> None:
        self._send, self._seal, self._clock = send, seal, clock

    async def may_carry(self, parcel: Parcel) -> bool:
        """Whether the rule allows one more."""
        left = parcel.pushed < MOST and self._clock() - parcel.heard_at < WINDOW
        return left and bool(self._seal.open(parcel.reach))

    async def carry(self, parcel: Parcel, text: str) -> None:
        """Sends it. Raises PlatformError."""
        await self._send(self._seal.open(parcel.reach), text)
