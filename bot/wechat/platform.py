"""Calls to the official account's platform: customer-service messages, the menu, and the token that they need."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from bot.messenger.calling import Calls, PlatformError
from bot.messenger.tokens import Tokens, call_with_token

from .settings import WeChatSettings

logger = logging.getLogger(__name__)


class Platform:
    """One account's calls. The token is shared by all processes through the database (stable_token)."""

    def __init__(self, settings: WeChatSettings, store_url: str, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._calls = Calls(settings.api)
        self._tokens = Tokens(settings.app_id, store_url, self._fetch, clock)

    async def send_text(self, openid: str, text: str) -> bool:
        """Sends a customer-service message; False when the platform does not take it (its reason is logged)."""
        try:
            await self.send(openid, text)
        except PlatformError as error:
            logger.warning("customer-service message refused: errcode %d", error.code)
            return False
        return True

    async def send(self, openid: str, text: str) -> None:
        """Sends a customer-service message. Raises PlatformError."""
        body = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        await self.call("/cgi-bin/message/custom/send", body)

    async def create_menu(self, menu: dict[str, Any]) -> None:
        """Puts a menu online. Raises PlatformError."""
        await self.call("/cgi-bin/menu/create", menu)

    async def call(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A call with the token; a stale token is renewed once, a busy platform tried again. Raises PlatformError."""
        return await call_with_token(self._calls, self._tokens, path, body)

    async def close(self) -> None:
        """Closes the connections."""
        await self._calls.close()
        self._tokens.close()

    async def _fetch(self, refused: bool) -> tuple[str, float]:
        body = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.secret,
            "force_refresh": refused,
        }
        found = await self._calls.post("/cgi-bin/stable_token", body, {})
        return str(found["access_token"]), float(found["expires_in"])
