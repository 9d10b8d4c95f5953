"""Credentials of the official account, from the environment or from files; never from the repository."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.gateway.settings import SettingInvalid

PREFIX = "ZC_WECHAT_"
TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
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
        tokens = _values(environment, "TOKEN", TOKEN, "3 to 32 letters and digits")
        app_id = _read(environment, "APP_ID")
        if not tokens and not app_id:
            return None
        if not tokens or not app_id:
            raise SettingInvalid(f"{PREFIX}TOKEN and {PREFIX}APP_ID go together: set both, or neither")
        return cls(
            tokens=tokens,
            app_id=app_id,
            aes_keys=_values(environment, "AES_KEY", AES_KEY, "43 letters and digits"),
            secret=_read(environment, "SECRET"),
            customer_service=_read(environment, "CUSTOMER_SERVICE") == "1",
            api=_read(environment, "API") or OFFICIAL_API,
        )


def _read(environment: Mapping[str, str], name: str) -> str:
    """The variable, or the contents of the file that the same name with _FILE points to."""
    path = environment.get(f"{PREFIX}{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(f"{PREFIX}{name}_FILE={path} cannot be read: {error.strerror}") from error
    return environment.get(f"{PREFIX}{name}", "").strip()


def _values(environment: Mapping[str, str], name: str, shape: re.Pattern[str], rule: str) -> tuple[str, ...]:
    """One value, or several separated by commas, the present one first."""
    found = tuple(part.strip() for part in _read(environment, name).split(",") if part.strip())
    if any(not shape.fullmatch(part) for part in found):
        raise SettingInvalid(f"{PREFIX}{name} has a value of the wrong shape: it is {rule}")
    return found
