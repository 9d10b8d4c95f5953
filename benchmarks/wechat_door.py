"""The WeChat door alone in a process, with a brain that takes its time and writes down that it was asked.

Used by the load benchmark and by the test that kills it: `python -m benchmarks.wechat_door --port … --folder …`.
"""

from __future__ import annotations

import argparse
import asyncio
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from bot.wechat.desk import Times
from bot.wechat.door import LEASE, load_words, open_door
from bot.wechat.settings import WeChatSettings

ACCOUNT = WeChatSettings(tokens=("loadtoken",), app_id="wx0123456789abcdef", aes_keys=("a" * 43,))
SLOWEST = 7.0  # seconds
WORDS = load_words({"example": "什么时候申报"})
ASKED = "asked.log"  # a line each time the brain is asked


@dataclass(frozen=True)
class Thought:
    """What the brain says."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()


def scaled(scale: float) -> Times:
    """The platform's times, shortened for tests; 1 is real time."""
    times = Times()
    return replace(
        times,
        **{
            name: getattr(times, name) * scale
            for name in ("patience", "last_after", "settled", "renewal", "poll", "gone")
        },
    )


def pause(text: str) -> float:
    """Seconds the brain takes for `text`: 0 to 7, always the same for the same text."""
    return SLOWEST * (zlib.crc32(text.encode()) % 1000) / 1000


def serve(port: int, folder: Path, scale: float) -> None:
    """Serves until it is killed."""

    async def brain(sender: str, text: str, key: str) -> list[Thought]:
        with (folder / ASKED).open("a", encoding="utf-8") as log:
            log.write(f"{text}\n")
        await asyncio.sleep(pause(text) * scale)
        return [Thought(f"答：{text}")]

    app = web.Application()
    open_door(app, ACCOUNT, f"sqlite:///{folder / 'wechat.db'}", brain, lambda: WORDS, scaled(scale), LEASE * scale)
    web.run_app(app, host="127.0.0.1", port=port, print=None, handle_signals=True, access_log=None)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    serve(options.port, options.folder, options.scale)


if __name__ == "__main__":
    main()
