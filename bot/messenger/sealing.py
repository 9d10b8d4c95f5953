"""People's ids as they are kept while an answer is on its way: encrypted, so that no database or journal holds one."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LONGEST = 32  # bytes of an openid (the platform's have 28), so that its sealed form has 64 characters
KEY_BYTES = 32
PURPOSE = b"openid in wechat_message"


class Seal:
    """AES-SIV (RFC 5297) under keys made from the account's tokens, which every process has; the first token seals, the
    others still open while tokens are changed. `longest`: bytes of an id."""

    def __init__(self, tokens: Sequence[str], longest: int = LONGEST) -> None:
        self._longest = longest
        self._ciphers = [AESSIV(_key(token)) for token in tokens]

    def close(self, openid: str) -> str:
        """The sealed form; "" for what is longer than any openid."""
        plain = openid.encode()
        if not plain or len(plain) > self._longest:
            return ""
        return base64.urlsafe_b64encode(self._ciphers[0].encrypt(plain, None)).decode("ascii")

    def open(self, sealed: str) -> str:
        """The openid; "" where no token of ours opens it, so that nothing can be pushed."""
        for cipher in self._ciphers if sealed else ():
            try:
                return cipher.decrypt(base64.urlsafe_b64decode(sealed), None).decode()
            except (InvalidTag, binascii.Error, ValueError):
                continue
        return ""


def _key(token: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE).derive(token.encode())
