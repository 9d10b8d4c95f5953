"""A stand-in for the platform on loopback: signs, encrypts, tries three times, sends duplicates, and checks replies."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from dataclasses import dataclass, field

import aiohttp
import xmltodict
from wechatpy.crypto import PrpCrypto, WeChatCrypto

from bot.messenger.envelope import signature
from bot.wechat.settings import WeChatSettings

WAIT, TRIES = 5.0, 3  # seconds a try, tries; the platform's own numbers
SUCCESS = "success"


@dataclass
class Delivery:
    """One message and what came back for it."""

    openid: str
    text: str
    number: str
    created: int
    answers: list[str] = field(default_factory=list)
    silent: bool = False  # all tries ended without any response: the person sees an error


class FakePlatform:
    """Sends messages to a door as the platform does. `scale` shortens its times."""

    def __init__(self, address: str, account: WeChatSettings, scale: float = 1.0, seed: int | None = None) -> None:
        self._address, self._account, self._scale = address, account, scale
        self._crypto = WeChatCrypto(account.tokens[0], account.aes_keys[0], account.app_id)
        self._random = random.Random(seed)
        self._session: aiohttp.ClientSession | None = None

    async def say(self, openid: str, text: str, *, duplicate: bool = False, encrypted: bool = True) -> Delivery:
        """Delivers one message; with `duplicate` a second delivery of it follows after a moment."""
        sent = Delivery(openid, text, str(self._random.getrandbits(62)), int(time.time()))
        runs = [self._deliver(sent, encrypted)]
        if duplicate:
            runs.append(self._again(sent, encrypted))
        await asyncio.gather(*runs)
        return sent

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    async def _again(self, sent: Delivery, encrypted: bool) -> None:
        await asyncio.sleep(self._random.random() * 2 * WAIT * self._scale)
        await self._try(sent, encrypted)

    async def _deliver(self, sent: Delivery, encrypted: bool) -> None:
        for _ in range(TRIES):
            started = time.monotonic()
            if await self._try(sent, encrypted):
                return
            # a refused connection ends at once; the platform keeps its rhythm all the same
            await asyncio.sleep(max(0.0, WAIT * self._scale - (time.monotonic() - started)))
        sent.silent = True

    async def _try(self, sent: Delivery, encrypted: bool) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        query, body = self._push(sent, encrypted)
        timeout = aiohttp.ClientTimeout(total=WAIT * self._scale)
        try:
            async with self._session.post(self._address, params=query, data=body, timeout=timeout) as response:
                text = await response.text()
                if response.status != 200:
                    return False
        except (aiohttp.ClientError, TimeoutError):
            return False
        if text not in ("", SUCCESS):
            sent.answers.append(self._read(text, encrypted))
        return True

    def _push(self, sent: Delivery, encrypted: bool) -> tuple[dict[str, str], bytes]:
        now, nonce = str(int(time.time())), secrets.token_hex(6)
        # whole seconds say nothing where the platform's times are shortened
        created = f"<CreateTime>{sent.created}</CreateTime>" if self._scale == 1 else ""
        xml = (
            f"<xml><ToUserName>gh_account</ToUserName><FromUserName>{sent.openid}</FromUserName>"
            f"{created}<MsgType>text</MsgType><Content><![CDATA[{sent.text}]]></Content>"
            f"<MsgId>{sent.number}</MsgId></xml>"
        )
        token = self._account.tokens[0]
        query = {"timestamp": now, "nonce": nonce, "signature": signature(token, now, nonce)}
        if not encrypted:
            return query, xml.encode()
        cipher = PrpCrypto(self._crypto.key).encrypt(xml, self._account.app_id)
        cipher = cipher.decode() if isinstance(cipher, bytes) else cipher
        query |= {"encrypt_type": "aes", "msg_signature": signature(token, now, nonce, cipher)}
        return query, f"<xml><ToUserName>gh_account</ToUserName><Encrypt>{cipher}</Encrypt></xml>".encode()

    def _read(self, text: str, encrypted: bool) -> str:
        fields = xmltodict.parse(text)["xml"]
        if encrypted:
            signed = signature(self._account.tokens[0], fields["TimeStamp"], fields["Nonce"], fields["Encrypt"])
            assert signed == fields["MsgSignature"], "the reply's signature is wrong"
            plain = PrpCrypto(self._crypto.key).decrypt(fields["Encrypt"], self._account.app_id)
            fields = xmltodict.parse(plain)["xml"]
        return str(fields["Content"])
