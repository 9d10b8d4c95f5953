"""What an operator can set, by environment variables that start with ZC_."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.runtime.database_limits import DatabaseLimits, LimitInvalid

PHONE = re.compile(r"\+?\d[\d-]{2,19}")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


class SettingInvalid(ValueError):
    """An environment variable has a value that cannot be used; the message names it and the mend."""


@dataclass(frozen=True)
class Settings:
    """`requests_per_minute` counts for each client address, `messages_per_minute` for each sender; requests from
    this machine itself are free of both.

    `workers`: how many processes answer on the port.
    `frame_ancestors`: origins of the sites that may show /embed; `allowed_origins`: those whose pages may call /api.
    `metrics_token`: opens /metrics to other machines; "" keeps it to this one. `log`: auto (text at a
    terminal, JSON elsewhere), text or json. `drain_seconds`: how long /readyz says no, after SIGTERM, before the
    port is closed, so that a balancer sends nobody any more. `release_seconds`: how often a running process looks
    for a new release; 0 never. `desk_key`: encrypts the cookies of /desk; "" makes one beside the database.
    `switch_file`: while it is there this machine does not answer, and it holds the reason.
    `desk_https`: whether browsers reach the desk by https only, so that its cookie never travels in the clear.
    `handover_hours`: the file that says when people who ask for a person are answered; None takes the shipped one, in
    which nobody is.
    `desk_phones`: the phones that the desk itself answers; a notice that passes a question on to one of them passes it
    on to us. `receipt_days`: how long the link of an answer can be opened; 0 for ever. `figure_days`: how long figures
    are kept, which tell of nobody; 0 for ever. `public_url`: where people reach
    the pages, for links that are sent to them; "" where it is the address at which the desk is opened.
    `languages`: the file of reviewed phrases in other languages; None answers in Chinese alone.
    `redis_url`: where limits are counted when several machines answer; "" counts on this one.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    workers: int = 1
    store_url: str = "sqlite:///var/conversations.db"
    model_folder: Path = Path("models")
    requests_per_minute: int = 600
    message_characters: int = 4000
    retention_days: float = 30.0
    messages_per_minute: int = 30
    frame_ancestors: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    metrics_token: str = ""
    log: str = "auto"
    drain_seconds: float = 1.0
    release_seconds: float = 10.0
    desk_key: str = ""
    desk_https: bool = False
    handover_hours: Path | None = None
    desk_phones: tuple[str, ...] = ()
    receipt_days: float = 400.0
    figure_days: float = 800.0
    public_url: str = ""
    switch_file: Path = Path("var/answering-off")
    redis_url: str = ""
    languages: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Reads the variables, each ZC_ and the field's name (docs/怎样部署.md); raises `SettingInvalid`."""
        try:
            DatabaseLimits.from_environment(environment)  # read again where a database is opened
        except LimitInvalid as invalid:
            raise SettingInvalid(str(invalid)) from invalid
        return cls(
            host=environment.get("ZC_HOST", cls.host),
            port=int(_number(environment, "ZC_PORT", cls.port, 0, 65535)),
            workers=int(_number(environment, "ZC_WORKERS", cls.workers, 1, 32)),
            store_url=environment.get("ZC_STORE_URL", cls.store_url),
            model_folder=Path(environment.get("ZC_MODELS", str(cls.model_folder))),
            requests_per_minute=int(_number(environment, "ZC_REQUESTS_PER_MINUTE", cls.requests_per_minute, 1, 10**6)),
            message_characters=int(_number(environment, "ZC_MESSAGE_CHARACTERS", cls.message_characters, 1, 10**5)),
            retention_days=_number(environment, "ZC_RETENTION_DAYS", cls.retention_days, 0, 3650),
            messages_per_minute=int(_number(environment, "ZC_MESSAGES_PER_MINUTE", cls.messages_per_minute, 1, 10**6)),
            frame_ancestors=_origins(environment, "ZC_FRAME_ANCESTORS"),
            allowed_origins=_origins(environment, "ZC_ALLOWED_ORIGINS"),
            metrics_token=environment.get("ZC_METRICS_TOKEN", cls.metrics_token),
            log=_one_of(environment, "ZC_LOG", ("auto", "text", "json")),
            drain_seconds=_number(environment, "ZC_DRAIN_SECONDS", cls.drain_seconds, 0, 60),
            release_seconds=_number(environment, "ZC_RELEASE_SECONDS", cls.release_seconds, 0, 3600),
            desk_key=environment.get("ZC_DESK_KEY", cls.desk_key),
            redis_url=_redis(environment, "ZC_REDIS_URL"),
            switch_file=Path(environment.get("ZC_SWITCH_FILE", str(cls.switch_file))),
            desk_https=_one_of(environment, "ZC_DESK_HTTPS", ("no", "yes")) == "yes",
            handover_hours=Path(environment["ZC_HANDOVER_HOURS"]) if environment.get("ZC_HANDOVER_HOURS") else None,
            languages=Path(environment["ZC_LANGUAGES"]) if environment.get("ZC_LANGUAGES") else None,
            desk_phones=_phones(environment, "ZC_DESK_PHONES"),
            receipt_days=_number(environment, "ZC_RECEIPT_DAYS", cls.receipt_days, 0, 36500),
            figure_days=_number(environment, "ZC_FIGURE_DAYS", cls.figure_days, 0, 36500),
            public_url=next(iter(_origins(environment, "ZC_PUBLIC_URL")), ""),
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


def _origins(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Origins (scheme, host, perhaps a port) separated by spaces or commas; 'self' is always among them."""
    found = tuple(word for word in environment.get(name, "").replace(",", " ").split() if word != "'self'")
    for origin in found:
        if not ORIGIN.fullmatch(origin):
            raise SettingInvalid(f"{name}: {origin} is no origin: write https://www.example.gov.cn, without a path")
    return found


def _phones(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Phone numbers separated by spaces or commas, as digits and hyphens."""
    found = tuple(environment.get(name, "").replace("，", " ").replace("、", " ").replace(",", " ").split())
    for phone in found:
        if not PHONE.fullmatch(phone):
            raise SettingInvalid(
                f"{name}: {phone} is no phone number: write digits and hyphens, several apart by commas"
            )
    return found


def _redis(environment: Mapping[str, str], name: str) -> str:
    """The address of a Redis server, "" where there is none."""
    url = environment.get(name, "").strip()
    if url and not url.startswith(("redis://", "rediss://")):
        raise SettingInvalid(f"{name}: not the address of a Redis server: write redis://127.0.0.1:6379/0")
    return url


def _one_of(environment: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environment.get(name, choices[0])
    if value not in choices:
        raise SettingInvalid(f"{name}={value} cannot be used: give {' or '.join(choices)}")
    return value
