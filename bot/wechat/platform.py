"""Calls to the platform: the token, customer-service messages, the menu. Its errors come as numbers in JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import sqlalchemy as sa

from bot.runtime.database import open_engine
from bot.runtime.migrating import make_tables

from .settings import WeChatSettings

logger = logging.getLogger(__name__)

metadata = sa.MetaData()
token_table = sa.Table(
    "wechat_token",
    metadata,
    sa.Column("app_id", sa.String(64), primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("until", sa.Float, nullable=False, comment="seconds since 1970"),
)
EARLY = 300.0  # seconds before its end at which a token is renewed
BUSY, TRIES, FIRST_PAUSE = -1, 4, 0.2  # 系统繁忙: again after 0.2, 0.4, 0.8 seconds
STALE = {40001, 40014, 42001}  # the token is wrong or over
TIMEOUT = aiohttp.ClientTimeout(total=10)


class PlatformError(RuntimeError):
    """The platform refused; `code` is its errcode (0 where it could not be reached)."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"{code}: {said}")
        self.code = code


class Platform:
    """One account's calls. The token is shared by all processes through the database (stable_token)."""

    def __init__(self, settings: WeChatSettings, store_url: str, clock: Callable[[], float] = time.time) -> None:
        self._settings, self._clock = settings, clock
        self._engine = open_engine(store_url)
        make_tables(self._engine)
        self._refreshing = asyncio.Lock()
        self._session: aiohttp.ClientSession | None = None

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
        renewed = False
        while True:
            token = await self._token()
            try:
                return await self._post(path, body, {"access_token": token})
            except PlatformError as error:
                if error.code not in STALE or renewed:
                    raise
                renewed = True
                await self._token(instead_of=token)

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()
        self._engine.dispose()

    async def _token(self, instead_of: str = "") -> str:
        async with self._refreshing:
            known = await asyncio.to_thread(self._known)
            if known and known != instead_of:
                return known
            body = {
                "grant_type": "client_credential",
                "appid": self._settings.app_id,
                "secret": self._settings.secret,
                "force_refresh": bool(instead_of),
            }
            found = await self._post("/cgi-bin/stable_token", body, {})
            token, until = str(found["access_token"]), self._clock() + float(found["expires_in"])
            await asyncio.to_thread(self._keep, token, until)
            return token

    def _known(self) -> str:
        wanted = sa.select(token_table.c.token).where(
            token_table.c.app_id == self._settings.app_id, token_table.c.until > self._clock() + EARLY
        )
        with self._engine.connect() as connection:
            return str(connection.execute(wanted).scalar() or "")

    def _keep(self, token: str, until: float) -> None:
        with self._engine.begin() as connection:
            connection.execute(token_table.delete().where(token_table.c.app_id == self._settings.app_id))
            row = {"app_id": self._settings.app_id, "token": token, "until": until}
            connection.execute(token_table.insert(), row)

    async def _post(self, path: str, body: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        # the platform shows \u escapes as they stand: Chinese has to be sent as it is
        data = json.dumps(body, ensure_ascii=False).encode()
        error = PlatformError(0, "not tried")
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(FIRST_PAUSE * 2 ** (attempt - 1))
            try:
                async with self._session.post(self._settings.api + path, data=data, params=query) as response:
                    found: dict[str, Any] = await response.json(content_type=None)
            except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
                error = PlatformError(0, type(failure).__name__)
                continue
            code = int(found.get("errcode", 0))
            if code == 0:
                return found
            error = PlatformError(code, str(found.get("errmsg", "")))
            if code != BUSY:
                break
        logger.warning("%s failed: errcode %d", path, error.code)
        raise error
