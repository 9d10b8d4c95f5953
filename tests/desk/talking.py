"""A clerk at the console, for tests of what happens there and afterwards."""

from __future__ import annotations

import re
from html import unescape

from .conftest import Client, token


class Clerk:
    """A clerk at the console, with the card that is open."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.number = 0

    async def next_caller(self) -> None:
        response = await self.client.post("/desk/calls", data={"csrf": await token(self.client, "/desk/")})
        self.number = int(response.url.name)

    async def types(self, text: str) -> str:
        response = await self.client.get(f"/desk/calls/{self.number}/answer", params={"q": text})
        assert response.status == 200
        return plain(await response.text())

    async def posts(self, path: str, /, **form: str) -> str:
        sent = {"csrf": await token(self.client, "/desk/"), **form}
        response = await self.client.post(f"/desk/calls/{self.number}/{path}", data=sent)
        assert response.status == 200, await response.text()
        assert response.headers["HX-Trigger"] == "card-changed"
        return plain(await response.text())

    async def link(self, text: str) -> tuple[int, str]:
        """Status and text of the message that Ctrl+5 copies."""
        sent = {"csrf": await token(self.client, "/desk/"), "q": text}
        response = await self.client.post(f"/desk/calls/{self.number}/link", data=sent)
        return response.status, await response.text()


def plain(html: str) -> str:
    """A page as it reads."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
