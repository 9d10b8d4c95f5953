"""The access token of an account, one for all processes: it is kept in the database and renewed under a lock.

Source: the official account's page 获取稳定版接口调用凭据, WeCom's page 获取access_token: a token is good for two
hours, must be kept and not be fetched for each call, and may have to be fetched anew at any time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa

from bot.runtime.database import open_engine
from bot.runtime.migrating import make_tables

from .calling import STALE, Calls, PlatformError

metadata = sa.MetaData()
token_table = sa.Table(
    "wechat_token",
    metadata,
    sa.Column("app_id", sa.String(64), primary_key=True),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("until", sa.Float, nullable=False, comment="seconds since 1970"),
)
EARLY = 300.0  # seconds before its end at which a token is renewed

Fetch = Callable[[bool], Awaitable[tuple[str, float]]]  # whether the last one was refused → token, seconds it is good


class Tokens:
    """The token of one `account`; `fetch` asks the platform for one, and raises PlatformError."""

    def __init__(self, account: str, store_url: str, fetch: Fetch, clock: Callable[[], float] = time.time) -> None:
        self._account, self._fetch, self._clock = account, fetch, clock
        self._engine = open_engine(store_url)
        make_tables(self._engine)
        self._renewing = asyncio.Lock()

    async def present(self, instead_of: str = "") -> str:
        """A token that is good; another one than the refused ``instead_of``. Raises PlatformError."""
        async with self._renewing:
            known = await asyncio.to_thread(self._known)
            if known and known != instead_of:
                return known
            token, lasts = await self._fetch(bool(instead_of))
            await asyncio.to_thread(self._keep, token, self._clock() + lasts)
            return token

    def close(self) -> None:
        """Closes the connections."""
        self._engine.dispose()

    def _known(self) -> str:
        wanted = sa.select(token_table.c.token).where(
            token_table.c.app_id == self._account, token_table.c.until > self._clock() + EARLY
        )
        with self._engine.connect() as connection:
            return str(connection.execute(wanted).scalar() or "")

    def _keep(self, token: str, until: float) -> None:
        with self._engine.begin() as connection:
            connection.execute(token_table.delete().where(token_table.c.app_id == self._account))
            row = {"app_id": self._account, "token": token, "until": until}
            connection.execute(token_table.insert(), row)


async def call_with_token(calls: Calls, tokens: Tokens, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """A call with the token; one that is stale is renewed once. Raises PlatformError."""
    token = await tokens.present()
    try:
        return await calls.post(path, body, {"access_token": token})
    except PlatformError as error:
        if error.code not in STALE:
            raise
    return await calls.post(path, body, {"access_token": await tokens.present(instead_of=token)})
