"""Opens pushes (plain, compatible or encrypted) and seals replies, by the platform's rules for signatures.

Source: the official account's pages 接入概述 (signature over token, timestamp, nonce) and 消息加解密说明 (msg_signature
over the same and the ciphertext; AES-256-CBC, PKCS#7 to 32 bytes, app id at the end); WeCom's pages 回调配置 and
加解密方案说明 (the same, with the corp id at the end, and nothing that is not encrypted). The cipher is wechatpy's.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import xmltodict
from wechatpy.crypto import PrpCrypto, WeChatCrypto

REPLAY_WINDOW = 600  # seconds; a retry comes within fifteen


class Keys(Protocol):
    """What signs and encrypts, the present ones first; `receiver` stands at the end of each ciphertext."""

    @property
    def tokens(self) -> tuple[str, ...]: ...

    @property
    def aes_keys(self) -> tuple[str, ...]: ...

    @property
    def receiver(self) -> str: ...


class Refused(Exception):
    """A push that is not the platform's, or that cannot be read. `status` is the HTTP status to give."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Opened:
    """The fields of a push, and whether its reply has to be encrypted."""

    fields: dict[str, str]
    encrypted: bool


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, as the platform signs."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


class Envelope:
    """One account's keys. `clock` gives seconds since 1970."""

    def __init__(self, keys: Keys, clock: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._clock = clock

    def verify_address(self, query: Mapping[str, str]) -> str:
        """The echo for the platform's check of the address. Raises Refused."""
        self._check(query)
        return query.get("echostr", "")

    def verify_encrypted_address(self, query: Mapping[str, str]) -> str:
        """The echo where the platform sends it encrypted (WeCom, 验证URL有效性). Raises Refused."""
        cipher = query.get("echostr", "")
        self._check(query, cipher, given=query.get("msg_signature", ""))
        return self._decrypt(cipher).decode("utf-8", "replace")

    def open(self, query: Mapping[str, str], body: bytes, *, always_encrypted: bool = False) -> Opened:
        """The message in a push. Raises Refused (403 for a wrong signature or an old push, 400 for garbage).

        ``always_encrypted``: the platform has no plain pushes and does not say each time that this is none (WeCom).
        """
        if not always_encrypted and query.get("encrypt_type") != "aes":
            self._check(query)
            return Opened(_fields(body), False)
        if not query.get("msg_signature"):  # then nothing of the body need be read
            raise Refused(403, "wrong signature")
        outer = _fields(body)
        cipher = outer.get("Encrypt", "")
        self._check(query, cipher, given=query.get("msg_signature", ""))
        return Opened(_fields(self._decrypt(cipher)), True)

    def seal(self, reply: str, opened: Opened) -> str:
        """`reply` as the push asks for it; the newest key and token encrypt and sign."""
        if not opened.encrypted:
            return reply
        crypto = WeChatCrypto(self._keys.tokens[0], self._keys.aes_keys[0], self._keys.receiver)
        return str(crypto.encrypt_message(reply, secrets.token_hex(8), str(int(self._clock()))))

    def _check(self, query: Mapping[str, str], *more: str, given: str | None = None) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        sent = (query.get("signature", "") if given is None else given).encode()
        # every token is compared, and each in constant time, so that timing tells nothing
        matched = [
            hmac.compare_digest(signature(token, timestamp, nonce, *more).encode(), sent) for token in self._keys.tokens
        ]
        if not any(matched):
            raise Refused(403, "wrong signature")
        if not timestamp.isdecimal() or abs(self._clock() - int(timestamp)) > REPLAY_WINDOW:
            raise Refused(403, "too old or not yet due")

    def _decrypt(self, cipher: str) -> bytes:
        for key in self._keys.aes_keys:
            crypto = WeChatCrypto(self._keys.tokens[0], key, self._keys.receiver)
            try:
                plain = PrpCrypto(crypto.key).decrypt(cipher, self._keys.receiver)
            except Exception:  # wechatpy: binascii.Error, ValueError, IndexError, UnicodeDecodeError, its own
                continue
            return plain.encode() if isinstance(plain, str) else bytes(plain)
        raise Refused(400, "cannot be decrypted with any key")


def _fields(body: bytes) -> dict[str, str]:
    """The children of <xml> that hold text. Entities are not resolved (xmltodict forbids them)."""
    try:
        root = xmltodict.parse(body.decode("utf-8"))
        found = root["xml"]
        return {str(name): value for name, value in found.items() if isinstance(value, str)}
    except Exception as error:  # expat's, Unicode's, and whatever else a damaged document brings
        raise Refused(400, "not the platform's XML") from error
