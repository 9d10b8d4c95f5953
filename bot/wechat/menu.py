"""The account's menu as data, and `python -m bot.wechat.menu`, which puts it online."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.gateway.settings import SettingInvalid, Settings
from bot.messenger.calling import PlatformError

from .platform import Platform
from .settings import WeChatSettings

FILE = Path(__file__).with_name("menu.yml")
TOP, BELOW = 3, 5  # entries; platform page 自定义菜单创建接口


class MenuInvalid(ValueError):
    """The menu file cannot be used; the message says where and why."""


class Entry(BaseModel):
    """One entry: says something to the assistant, opens a page, or holds further entries."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=8)
    key: str = Field(default="", max_length=128)
    says: str = ""
    url: str = ""
    entries: tuple[Entry, ...] = Field(default=(), max_length=BELOW)

    @model_validator(mode="after")
    def _one_thing(self) -> Entry:
        if bool(self.says) + bool(self.url) + bool(self.entries) != 1 or bool(self.says) != bool(self.key):
            raise ValueError(f"{self.name}: 写 says 和 key,或 url,或 entries,只写一种")
        return self

    def button(self) -> dict[str, Any]:
        """The entry as the platform takes it."""
        if self.entries:
            return {"name": self.name, "sub_button": [entry.button() for entry in self.entries]}
        if self.url:
            return {"name": self.name, "type": "view", "url": self.url}
        return {"name": self.name, "type": "click", "key": self.key}


def read_menu(path: Path = FILE) -> tuple[Entry, ...]:
    """The top entries. Raises MenuInvalid."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = tuple(Entry.model_validate(entry) for entry in data)
    except (OSError, yaml.YAMLError, TypeError, ValidationError) as error:
        raise MenuInvalid(f"{path.name}: {error}") from error
    if not 1 <= len(entries) <= TOP:
        raise MenuInvalid(f"{path.name}: 最多 {TOP} 个一级菜单,至少 1 个")
    keys = [entry.key for entry in _flat(entries) if entry.key]
    if len(keys) != len(set(keys)):
        raise MenuInvalid(f"{path.name}: key 不能重复")
    return entries


def load_menu(path: Path = FILE) -> list[Entry]:
    """Every entry, those below others too. Raises MenuInvalid."""
    return list(_flat(read_menu(path)))


def _flat(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _flat(entry.entries)


async def put_online(settings: WeChatSettings, store_url: str) -> None:
    """Sends the menu to the platform. Raises MenuInvalid or PlatformError."""
    platform = Platform(settings, store_url)
    try:
        await platform.create_menu({"button": [entry.button() for entry in read_menu()]})
    finally:
        await platform.close()


def main() -> int:
    """Puts the menu online; returns the exit status."""
    try:
        settings = WeChatSettings.from_environment()
        if settings is None or not settings.secret:
            raise SettingInvalid("要先设好 ZC_WECHAT_TOKEN、ZC_WECHAT_APP_ID 和 ZC_WECHAT_SECRET(或 …_FILE)")
        asyncio.run(put_online(settings, Settings.from_environment().store_url))
    except (SettingInvalid, MenuInvalid, PlatformError) as error:
        print(f"错误:{error}", file=sys.stderr)
        return 1
    print("菜单已上线")
    return 0


if __name__ == "__main__":
    sys.exit(main())
