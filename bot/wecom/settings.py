"""Credentials of 微信客服, and who answers those who ask for a person (bot.messenger.credentials)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.gateway.settings import SettingInvalid
from bot.messenger.credentials import AES_KEY, AES_KEY_RULE, TOKEN, TOKEN_RULE, Credentials

PREFIX = "ZC_WECOM_"
OFFICIAL_API = "https://qyapi.weixin.qq.com"
SERVICER = re.compile(r"[A-Za-z0-9_.@-]{1,64}")
NEEDED = ("CORP_ID", "SECRET", "TOKEN", "AES_KEY")


class Humans(StrEnum):
    """Who answers: DESK the project's own desk (bot.handover), POOL whoever takes the session in WeCom (待接入池),
    STAFF the named members of the corporation (由人工接待)."""

    DESK = "desk"
    POOL = "pool"
    STAFF = "staff"


@dataclass(frozen=True)
class WeComSettings:
    """`tokens` and `aes_keys` hold the present one first; older ones are still accepted while keys are rotated.

    `secret` is that of the application that may call the interfaces of 微信客服; `servicers` the userids for STAFF.
    """

    corp_id: str
    secret: str
    tokens: tuple[str, ...]
    aes_keys: tuple[str, ...]
    humans: Humans = Humans.DESK
    servicers: tuple[str, ...] = ()
    api: str = OFFICIAL_API

    @property
    def receiver(self) -> str:
        """What stands at the end of each ciphertext (加解密方案说明)."""
        return self.corp_id

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> WeComSettings | None:
        """None when the door is not set up. Raises SettingInvalid naming the variable."""
        given = Credentials(PREFIX, environment)
        missing = [name for name in NEEDED if not given.read(name)]
        if len(missing) == len(NEEDED):
            return None
        if missing:
            named = ", ".join(PREFIX + name for name in missing)
            raise SettingInvalid(f"{named} must be set, too: {', '.join(PREFIX + name for name in NEEDED)} go together")
        servicers = given.values("SERVICERS", SERVICER, "a userid of WeCom")
        humans = given.read("HUMANS") or Humans.DESK.value
        if humans not in set(Humans):
            raise SettingInvalid(f"{PREFIX}HUMANS={humans}: write desk, pool or staff")
        if (humans == Humans.STAFF) != bool(servicers):
            raise SettingInvalid(f"{PREFIX}HUMANS=staff and {PREFIX}SERVICERS go together: set both, or neither")
        return cls(
            corp_id=given.read("CORP_ID"),
            secret=given.read("SECRET"),
            tokens=given.values("TOKEN", TOKEN, TOKEN_RULE),
            aes_keys=given.values("AES_KEY", AES_KEY, AES_KEY_RULE),
            humans=Humans(humans),
            servicers=servicers,
            api=given.read("API") or OFFICIAL_API,
        )
