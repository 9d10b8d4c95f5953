"""Calls to a platform: JSON over HTTPS, whose errors come as numbers.

Source: the pages 全局返回码 (official account) and 全局错误码 (WeCom): -1 系统繁忙, to be tried again up to three
times; 40001, 40014, 42001: the token is wrong or over; 45009, 45033: called too often or too many at once.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Collection
from typing import Any

import aiohttp

logger = logging.getLogger(__name__)

NOT_REACHED = 0  # the code of `PlatformError` where no answer came
BUSY, TRIES, FIRST_PAUSE = -1, 4, 0.2  # 系统繁忙: again after 0.2, 0.4, 0.8 seconds
STALE = frozenset({40001, 40014, 42001})
TOO_OFTEN = frozenset({45009, 45033})
LIMIT_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds after a refusal for too many calls; doubled up to the longest
TIMEOUT = aiohttp.ClientTimeout(total=10)


class PlatformError(RuntimeError):
    """The platform refused; `code` is its errcode (NOT_REACHED where it could not be reached). `unsure`: an earlier try
    of the same call got no answer, so that it may have been taken then."""

    def __init__(self, code: int, said: str, *, unsure: bool = False) -> None:
        super().__init__(f"{code}: {said}")
        self.code, self.unsure = code, unsure


class Calls:
    """Calls below the address `api`. `waits_for`: refusals after which all calls wait a while, each time longer."""

    def __init__(self, api: str, waits_for: Collection[int] = ()) -> None:
        self._api, self._waits_for = api, waits_for
        self._session: aiohttp.ClientSession | None = None
        self._free_at, self._pause = 0.0, LIMIT_PAUSE

    async def post(self, path: str, body: dict[str, Any], query: dict[str, str]) -> dict[str, Any]:
        """What the platform answers. Raises PlatformError."""
        # the platform shows \u escapes as they stand: Chinese has to be sent as it is
        return await self._call("POST", path, query, json.dumps(body, ensure_ascii=False).encode())

    async def get(self, path: str, query: dict[str, str]) -> dict[str, Any]:
        """What the platform answers. Raises PlatformError."""
        return await self._call("GET", path, query, None)

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    async def _call(self, method: str, path: str, query: dict[str, str], data: bytes | None) -> dict[str, Any]:
        error, unsure = PlatformError(NOT_REACHED, "not tried"), False
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(FIRST_PAUSE * 2 ** (attempt - 1))
            await self._until_free()
            try:
                found = await self._once(method, path, query, data)
            except (aiohttp.ClientError, TimeoutError, ValueError) as failure:
                error, unsure = PlatformError(NOT_REACHED, type(failure).__name__, unsure=True), True
                continue
            code = int(found.get("errcode", 0))
            if code == 0:
                self._pause = LIMIT_PAUSE
                return found
            error = PlatformError(code, str(found.get("errmsg", "")), unsure=unsure)
            if code in self._waits_for:
                self._wait_a_while()
            elif code != BUSY:
                break
        logger.warning("%s failed: errcode %d", path, error.code)
        raise error

    async def _once(self, method: str, path: str, query: dict[str, str], data: bytes | None) -> dict[str, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=TIMEOUT)
        async with self._session.request(method, self._api + path, data=data, params=query) as response:
            found = await response.json(content_type=None)
        if not isinstance(found, dict):
            raise ValueError("no JSON object")
        return found

    async def _until_free(self) -> None:
        loop = asyncio.get_running_loop()
        while (left := self._free_at - loop.time()) > 0:
            await asyncio.sleep(left)

    def _wait_a_while(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._free_at:  # of calls refused together the first one counts
            self._free_at, self._pause = now + self._pause, min(self._pause * 2, LONGEST_PAUSE)
