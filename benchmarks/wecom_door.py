"""The WeCom door alone in a process, with a brain that takes its time and writes down that it was asked.

Used by the load benchmark and by the test that kills it:
`python -m benchmarks.wecom_door --port … --folder … --api …`.
"""

from __future__ import annotations

import argparse
import asyncio
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.runtime.heard import Heard
from bot.wecom.door import Parts, load_words, open_door
from bot.wecom.settings import WeComSettings

from .wechat_door import ASKED, Thought

ACCOUNT = WeComSettings("ww0123456789abcdef", "secret", ("loadtoken",), ("b" * 43,))
SLOWEST = 0.4  # seconds
WORDS = load_words({"example": "什么时候申报"})


def pause(text: str) -> float:
    """Seconds the brain takes for `text`, always the same for the same text."""
    return SLOWEST * (zlib.crc32(text.encode()) % 1000) / 1000


async def no_link(sender: str, question: str, answers: Sequence[str]) -> str:
    """Nothing is linked to here."""
    return ""


def serve(port: int, folder: Path, api: str) -> None:
    """Serves until it is killed."""

    async def brain(heard: Heard) -> list[Thought]:
        with (folder / ASKED).open("a", encoding="utf-8") as log:
            log.write(f"{heard.text}\n")
        await asyncio.sleep(pause(heard.text))
        return [Thought(f"答：{heard.text}")]

    app = web.Application()
    parts = Parts(brain, lambda: WORDS, no_link)
    open_door(app, replace(ACCOUNT, api=api), f"sqlite:///{folder / 'wecom.db'}", parts)
    web.run_app(app, host="127.0.0.1", port=port, print=None, handle_signals=True, access_log=None)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--api", required=True)
    options = parser.parse_args()
    serve(options.port, options.folder, options.api)


if __name__ == "__main__":
    main()
