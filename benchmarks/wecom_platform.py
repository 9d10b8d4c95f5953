"""A stand-in for 微信客服 on loopback, by WeCom's pages: it keeps messages behind a cursor, calls back (signed,
encrypted, sometimes twice, up to three times), takes a message's number once, and enforces quota and state.

With `trouble` it also does what a network does: takes a message and loses the answer, is busy, finds a token too old.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from wechatpy.crypto import PrpCrypto, WeChatCrypto

from bot.messenger.envelope import signature
from bot.wecom.customers import MOST
from bot.wecom.kf import ServiceState
from bot.wecom.settings import WeComSettings

KFID = "wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q"
WAIT, TRIES = 5.0, 3  # seconds a callback, tries (回调配置)
PAGE = 40  # messages in one answer, whatever is asked for: 可能会出现返回条数少于limit的情况
BUSY, TOO_OLD, TOO_OFTEN, TOO_MANY, NO_CODE = -1, 42001, 45009, 95001, 40035
WRONG_STATE, BAD_CHANGE = 95018, 95016
NUMBER_KNOWN = 40999  # the page says that there is an error, and not which: any that has no other meaning
# 分配客服会话: what may follow a state by a call
MAY_FOLLOW = {0: {1, 2, 3}, 1: {2, 3, 4}, 2: {3, 4}, 3: {3, 4, 2}, 4: set[int]()}


@dataclass
class Session:
    """A person's session: who serves it, how many messages came since the person's last one, and which."""

    state: int = ServiceState.OVER
    sent: int = 0
    got: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Trouble:
    """How likely each is, for each call."""

    lost: float = 0.0
    busy: float = 0.0
    too_old: float = 0.0
    too_often: float = 0.0


class FakeWeCom:
    """`address`: of the door, once it is known. ``pace`` shortens the waiting between tries of a callback."""

    def __init__(self, account: WeComSettings, trouble: Trouble = Trouble(), pace: float = 1.0, seed: int = 7) -> None:
        self.address, self.api = "", ""
        self.sessions: dict[str, Session] = defaultdict(Session)
        self.calls: Counter[str] = Counter()
        self.broken: list[str] = []  # what a real platform would not take
        self.codes: dict[str, str] = {}  # welcome codes → customer
        self.free_servicers: set[str] = set()
        self._account, self._trouble, self._pace = account, trouble, pace
        self._crypto = WeChatCrypto(account.tokens[0], account.aes_keys[0], account.corp_id)
        self._dice = random.Random(seed)
        self._entries: list[dict[str, Any]] = []
        self._numbers: set[str] = set()
        self._tokens = 0
        self._client: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def open(self) -> str:
        """Begins to listen; returns the address of the interfaces."""
        app = web.Application()
        app.router.add_get("/cgi-bin/gettoken", self._gettoken)
        for path, answer in {
            "sync_msg": self._sync,
            "send_msg": self._send,
            "send_msg_on_event": self._send_on_event,
            "service_state/get": self._state,
            "service_state/trans": self._change,
        }.items():
            app.router.add_post(f"/cgi-bin/kf/{path}", self._served(path, answer))
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Closes everything."""
        client, runner, self._client, self._runner = self._client, self._runner, None, None
        if client is not None:
            await client.close()
        if runner is not None:
            await runner.cleanup()

    def said_to(self, customer: str) -> list[str]:
        """What a person has got, as texts; a menu with its entries."""
        return [shown(message) for message in self.sessions[customer].got]

    async def say(self, customer: str, text: str, *, duplicate: bool = False, content: Any = None) -> None:
        """A person writes, or sends other ``content``; the callback comes, with ``duplicate`` twice."""
        content = content or {"msgtype": "text", "text": {"content": text}}
        session = self.sessions[customer]
        session.sent = 0
        if session.state == ServiceState.OVER:
            session.state = ServiceState.NEW
        self._entries.append(self._entry(3) | {"open_kfid": KFID, "external_userid": customer} | content)
        await self._call_back(duplicate)

    async def come_in(self, customer: str) -> None:
        """A person opens the conversation for the first time."""
        code = secrets.token_hex(8)
        self.codes[code] = customer
        await self.happen("enter_session", customer, welcome_code=code)

    async def happen(self, event_type: str, customer: str, **more: Any) -> None:
        """An event that the platform tells."""
        event = {"event_type": event_type, "open_kfid": KFID, "external_userid": customer} | more
        self._entries.append(self._entry(4) | {"msgtype": "event", "event": event})
        await self._call_back(False)

    def push(self, xml: str) -> tuple[dict[str, str], bytes]:
        """A callback's query and body."""
        cipher = self.encrypted(xml)
        body = f"<xml><ToUserName>{self._account.corp_id}</ToUserName><Encrypt>{cipher}</Encrypt></xml>"
        return self.signed(cipher), body.encode()

    def encrypted(self, text: str) -> str:
        """By the account's key."""
        cipher = PrpCrypto(self._crypto.key).encrypt(text, self._account.corp_id)
        return cipher.decode() if isinstance(cipher, bytes) else str(cipher)

    def signed(self, cipher: str) -> dict[str, str]:
        """The query that goes with a ciphertext."""
        now, nonce = str(int(time.time())), secrets.token_hex(6)
        return {
            "timestamp": now,
            "nonce": nonce,
            "msg_signature": signature(self._account.tokens[0], now, nonce, cipher),
        }

    # callbacks

    def _entry(self, origin: int) -> dict[str, Any]:
        return {"msgid": secrets.token_hex(16), "send_time": int(time.time()), "origin": origin}

    async def _call_back(self, duplicate: bool) -> None:
        runs = [self._tries()]
        if duplicate:
            runs.append(self._tries(self._dice.random() * WAIT * self._pace))
        await asyncio.gather(*runs)

    async def _tries(self, after: float = 0.0) -> None:
        await asyncio.sleep(after)
        xml = (
            f"<xml><ToUserName>{self._account.corp_id}</ToUserName><CreateTime>{int(time.time())}</CreateTime>"
            f"<MsgType>event</MsgType><Event>kf_msg_or_event</Event><Token>ENC</Token><OpenKfId>{KFID}</OpenKfId></xml>"
        )
        if self._client is None:
            self._client = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        for _ in range(TRIES):
            query, body = self.push(xml)
            timeout = aiohttp.ClientTimeout(total=WAIT)
            try:
                async with self._client.post(self.address, params=query, data=body, timeout=timeout) as response:
                    if response.status == 200:
                        return
            except (aiohttp.ClientError, TimeoutError):
                pass
            await asyncio.sleep(WAIT * self._pace)

    # interfaces

    def _served(self, name: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        async def serve(request: web.Request) -> web.Response:
            self.calls[name] += 1
            body = await request.json()
            chance = self._dice.random
            if request.query.get("access_token") != f"t{self._tokens}" or chance() < self._trouble.too_old:
                self._tokens += 1
                return _error(TOO_OLD)
            if chance() < self._trouble.busy:
                return _error(BUSY)
            if chance() < self._trouble.too_often:
                return _error(TOO_OFTEN)
            found = answer(body)
            if chance() < self._trouble.lost and request.transport is not None:
                request.transport.close()  # it is done, and nobody hears of it
            return web.json_response({"errcode": 0, "errmsg": "ok"} | found)

        return serve

    async def _gettoken(self, request: web.Request) -> web.Response:
        self.calls["gettoken"] += 1
        good = request.query.get("corpid") == self._account.corp_id
        if not good or request.query.get("corpsecret") != self._account.secret:
            return _error(40001)
        self._tokens = self._tokens or 1
        return web.json_response({"errcode": 0, "access_token": f"t{self._tokens}", "expires_in": 7200})

    def _sync(self, body: dict[str, Any]) -> dict[str, Any]:
        start = int(body.get("cursor") or 0)
        end = min(start + min(PAGE, body.get("limit", 1000)), len(self._entries))
        more = int(end < len(self._entries))
        return {"next_cursor": str(end), "has_more": more, "msg_list": self._entries[start:end]}

    def _send(self, body: dict[str, Any]) -> dict[str, Any]:
        session, number = self.sessions[body["touser"]], body["msgid"]
        if session.state not in (ServiceState.NEW, ServiceState.ASSISTANT):
            return {"errcode": WRONG_STATE}
        if number in self._numbers:
            return {"errcode": NUMBER_KNOWN}
        if session.sent >= MOST:
            return {"errcode": TOO_MANY}
        self._look_at(body)
        self._numbers.add(number)
        session.sent += 1
        session.got.append(body)
        return {"msgid": number}

    def _send_on_event(self, body: dict[str, Any]) -> dict[str, Any]:
        customer = self.codes.pop(body["code"], "")
        if not customer:
            return {"errcode": NO_CODE}
        self._look_at(body)
        self.sessions[customer].got.append(body)
        return {"msgid": body["msgid"]}

    def _state(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"service_state": int(self.sessions[body["external_userid"]].state)}

    def _change(self, body: dict[str, Any]) -> dict[str, Any]:
        session, wanted = self.sessions[body["external_userid"]], body["service_state"]
        if wanted not in MAY_FOLLOW[session.state]:
            return {"errcode": BAD_CHANGE}
        if wanted == ServiceState.PERSON and body.get("servicer_userid") not in self.free_servicers:
            return {"errcode": BAD_CHANGE}
        session.state = wanted
        return {}

    def _look_at(self, body: dict[str, Any]) -> None:
        if len(body["msgid"]) > 32 or not body["msgid"].replace("_", "").replace("-", "").isalnum():
            self.broken.append(f"msgid {body['msgid']}")
        if body["msgtype"] == "text":
            longest, text = 2048, body["text"]["content"]
        else:
            longest, text = 1024, body["msgmenu"]["head_content"]
            entries = [one["click"] for one in body["msgmenu"]["list"]]
            if not 1 <= len(entries) <= 10 or any(not 1 <= len(one["content"].encode()) <= 128 for one in entries):
                self.broken.append("menu entries")
        if not 1 <= len(text.encode()) <= longest:
            self.broken.append(f"{len(text.encode())} bytes of {body['msgtype']}")


def shown(message: Mapping[str, Any]) -> str:
    """A message as the person sees it."""
    if message["msgtype"] == "text":
        return str(message["text"]["content"])
    menu = message["msgmenu"]
    return "\n".join([menu["head_content"], *(f"[{one['click']['content']}]" for one in menu["list"])])


def _error(code: int) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": "no"})
