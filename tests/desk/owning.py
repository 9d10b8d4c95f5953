"""An editor and an approver at work on a notice, for tests of uploads, reviews and releases."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path

from aiohttp import ClientResponse, FormData

from bot.desk.stores import MANUSCRIPTS
from policies_kb.reviewing import Item, decided, prepared
from policies_kb.serving import serving_base

from .conftest import Client, sign_in, token
from .talking import plain

SISTER = Path(__file__).parent.parent / "manual" / "hejing-2025-chuding" / "text.txt"
PLACE = "/desk/notices"


class Owner:
    """Somebody at the desk who works on manuscripts."""

    def __init__(self, client: Client) -> None:
        self.client = client

    async def signs_in(self, name: str) -> None:
        self.client.session.cookie_jar.clear()
        assert (await sign_in(self.client, name)).status == 303

    async def uploads(self, name: str, content: bytes, **form: str) -> ClientResponse:
        data = FormData(quote_fields=False)
        data.add_field("csrf", form.get("csrf", "") or await token(self.client, "/desk/"))
        data.add_field("file", content, filename=name, content_type="application/octet-stream")
        return await self.client.post(f"{PLACE}/upload", data=data, allow_redirects=False)

    async def posts(self, path: str, /, **form: str) -> ClientResponse:
        sent = {"csrf": await token(self.client, "/desk/"), **form}
        return await self.client.post(f"{PLACE}{path}", data=sent, allow_redirects=False)

    async def sees(self, path: str = "") -> str:
        response = await self.client.get(f"{PLACE}{path}")
        return plain(await response.text())

    async def waits(self, number: int) -> None:
        """Until the work in the background is done."""
        for _ in range(2400):
            response = await self.client.get(f"{PLACE}/{number}/state")
            if response.status == 204:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"manuscript {number} hangs")

    def items(self, number: int) -> list[Item]:
        assert self.client.app is not None
        review = self.client.app[MANUSCRIPTS].one(number).review
        assert review is not None
        return decided(prepared(review.content, serving_base().reference), review.decisions)

    def version(self, number: int) -> int:
        assert self.client.app is not None
        return self.client.app[MANUSCRIPTS].one(number).version

    async def decides(self, number: int, key: str, do: str, *, seen: int | None = None, **more: str) -> ClientResponse:
        seen = self.version(number) if seen is None else seen
        return await self.posts(f"/{number}/item", item=key, do=do, seen=str(seen), **more)

    async def settles(self, number: int) -> None:
        """Confirms every value by itself and takes every item as it stands."""
        for item in self.items(number):
            for value in item.unconfirmed:
                assert (await self.decides(number, item.key, f"confirm:{value.name}")).status == 303
            if item.open and not item.decision.state:
                assert (await self.decides(number, item.key, "accept")).status == 303

    async def hands_on(self, number: int) -> ClientResponse:
        """Has it checked, then hands it to the second person."""
        assert (await self.posts(f"/{number}/check")).status == 303
        await self.waits(number)
        return await self.posts(f"/{number}/submit")

    async def approves(self, number: int, reason: str = "新增通知", **form: str) -> ClientResponse:
        page = await (await self.client.get(f"{PLACE}/{number}")).text()
        found = re.search(r'name="digest" value="([^"]*)"', page)
        digest = unescape(found[1]) if found else ""
        return await self.posts(f"/{number}/approve", reason=reason, compared="1", **{"digest": digest, **form})

    async def goes_back(self, **form: str) -> ClientResponse:
        sent = {"csrf": await token(self.client, "/desk/"), **form}
        return await self.client.post("/desk/releases", data=sent, allow_redirects=False)
