"""Credentials of the official account (bot.messenger.credentials)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from bot.gateway.settings import SettingInvalid
from bot.messenger.credentials import AES_KEY, AES_KEY_RULE, TOKEN, TOKEN_RULE, Credentials

PREFIX = "ZC_WECHAT_"
OFFICIAL_API = "https://api.weixin.qq.com"


@dataclass(frozen=True)
class WeChatSettings:
    """`tokens` and `aes_keys` hold the present one first; older ones are still accepted while keys are rotated.

    Without `aes_keys` only plain pushes are read. `secret` is for calls to the platform; `customer_service` says
    that the account may send customer-service messages (verified accounts only).
    """

    tokens: tuple[str, ...]
    app_id: str
    aes_keys: tuple[str, ...] = ()
    secret: str = ""
    customer_service: bool = False
    api: str = OFFICIAL_API

    @property
    def receiver(self) -> str:
        """What stands at the end of each ciphertext (消息加解密说明)."""
        return self.app_id

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WeChatSettings | None:
        """None when the door is not set up. Raises SettingInvalid naming the variable."""
        given = Credentials(PREFIX, environment)
        tokens, app_id = given.values("TOKEN", TOKEN, TOKEN_RULE), given.read("APP_ID")
        if not tokens and not app_id:
            return None
        if not tokens or not app_id:
            raise SettingInvalid(f"{PREFIX}TOKEN and {PREFIX}APP_ID go together: set both, or neither")
        return cls(
            tokens=tokens,
            app_id=app_id,
            aes_keys=given.values("AES_KEY", AES_KEY, AES_KEY_RULE),
            secret=given.read("SECRET"),
            customer_service=given.read("CUSTOMER_SERVICE") == "1",
            api=given.read("API") or OFFICIAL_API,
        )
