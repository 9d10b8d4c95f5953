"""Credentials of a messenger's account, from the environment or from files; never from the repository."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bot.gateway.settings import SettingInvalid

TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
TOKEN_RULE, AES_KEY_RULE = "3 to 32 letters and digits", "43 letters and digits"


class Credentials:
    """The variables whose names begin with `prefix`; each may be a file that the same name with _FILE points to."""

    def __init__(self, prefix: str, environment: Mapping[str, str]) -> None:
        self._prefix, self._environment = prefix, environment

    def read(self, name: str) -> str:
        """The variable, or the contents of its file; "" where neither is set. Raises SettingInvalid."""
        path = self._environment.get(f"{self._prefix}{name}_FILE")
        if path:
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise SettingInvalid(f"{self._prefix}{name}_FILE={path} cannot be read: {error.strerror}") from error
        return self._environment.get(f"{self._prefix}{name}", "").strip()

    def values(self, name: str, shape: re.Pattern[str], rule: str) -> tuple[str, ...]:
        """One value, or several separated by commas, the present one first. Raises SettingInvalid."""
        found = tuple(part.strip() for part in self.read(name).split(",") if part.strip())
        if any(not shape.fullmatch(part) for part in found):
            raise SettingInvalid(f"{self._prefix}{name} has a value of the wrong shape: it is {rule}")
        return found
