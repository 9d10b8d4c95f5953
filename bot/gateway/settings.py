"""What an operator can set, by environment variables that start with ZC_."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingInvalid(ValueError):
    """An environment variable has a value that cannot be used; the message names it and the mend."""


@dataclass(frozen=True)
class Settings:
    """`requests_per_minute` counts for each client address; requests from this machine itself are free."""

    host: str = "127.0.0.1"
    port: int = 8080
    store_url: str = "sqlite:///var/conversations.db"
    model_folder: Path = Path("models")
    requests_per_minute: int = 600
    message_characters: int = 4000
    retention_days: float = 30.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads ZC_HOST, ZC_PORT, ZC_STORE_URL, ZC_MODELS, ZC_REQUESTS_PER_MINUTE, ZC_MESSAGE_CHARACTERS
        and ZC_RETENTION_DAYS; raises `SettingInvalid`."""
        return cls(
            host=environment.get("ZC_HOST", cls.host),
            port=int(_number(environment, "ZC_PORT", cls.port, 0, 65535)),
            store_url=environment.get("ZC_STORE_URL", cls.store_url),
            model_folder=Path(environment.get("ZC_MODELS", str(cls.model_folder))),
            requests_per_minute=int(_number(environment, "ZC_REQUESTS_PER_MINUTE", cls.requests_per_minute, 1, 10**6)),
            message_characters=int(_number(environment, "ZC_MESSAGE_CHARACTERS", cls.message_characters, 1, 10**5)),
            retention_days=_number(environment, "ZC_RETENTION_DAYS", cls.retention_days, 0, 3650),
        )


def _number(environment: Mapping[str, str], name: str, default: float, low: float, high: float) -> float:
    written = environment.get(name)
    if written is None:
        return default
    try:
        value = float(written)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise SettingInvalid(f"{name}={written} cannot be used: give a number from {low:g} to {high:g}")
    return value
