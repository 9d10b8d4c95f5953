"""1,000 messages to the WeChat door, 30 % of them twice, a brain of up to 7 s, and a kill -9 in the middle.

`python -m benchmarks.wechat_load [--messages N] [--scale S]`; everything stays on loopback and ends by itself.
"""

from __future__ import annotations

import asyncio
import collections
import random
import signal
import tempfile
import time
from pathlib import Path

from bot.cli.measuring import bench_parser
from bot.wechat.desk import FETCH
from evaluation.reports.measured import Figure, tell

from .killed_door import Door
from .wechat_door import ACCOUNT, ASKED
from .wechat_platform import Delivery, FakePlatform

DUPLICATES = 0.3
SPREAD = 40.0  # seconds over which the messages come
KILL_AT = 0.5  # of the spread
NONE = dict.fromkeys(("answered twice", "lost", "wrong answer"), 0.0)


async def run(messages: int, scale: float, folder: Path, spread: float = SPREAD) -> dict[str, float]:
    """The numbers of one run; `spread`: seconds (before scaling) over which the messages come."""
    door = Door("benchmarks.wechat_door", "/wechat", folder, ["--scale", str(scale)])
    platform = FakePlatform(door.address, ACCOUNT, scale)
    dice = random.Random(7)

    async def person(number: int) -> Delivery:
        await asyncio.sleep(dice.random() * spread * scale)
        return await platform.say(f"o{number:06d}", f"问题{number}", duplicate=dice.random() < DUPLICATES)

    async def accident() -> None:
        await asyncio.sleep(spread * scale * KILL_AT)
        door.kill()
        await door.start()

    try:
        await door.start()
        started = time.monotonic()
        sent, _ = await asyncio.gather(asyncio.gather(*(person(number) for number in range(messages))), accident())
        await asyncio.sleep(30 * scale)  # the sweep hands over what no try fetched
        open_ = [d for d in sent if not answered(d)]
        fetched = await asyncio.gather(*(fetch(platform, d) for d in open_))
    finally:
        door.kill(signal.SIGTERM)
        await platform.close()
    asked = collections.Counter((folder / ASKED).read_text(encoding="utf-8").split())
    counts = [sum(said.startswith("答：") for said in d.answers) for d in sent]
    late = sum(fetched)
    # whose every try met a closed door: the platform tells the person so, and the door never had the message
    unheard = sum(d.silent and not came for d, came in zip(open_, fetched, strict=True))
    return {
        "messages": messages,
        "answered exactly once": sum(count == 1 for count in counts) + late,
        "of these by the next message": late,
        "answered twice": sum(count > 1 for count in counts),
        "lost": messages - sum(count > 0 for count in counts) - late - unheard,
        "never reached the door": unheard,
        "wrong answer": sum(any("答：" in s and s != f"答：{d.text}" for s in d.answers) for d in sent),
        "seen as an error by the person": sum(d.silent for d in sent),
        "brain calls": sum(asked[d.text] for d in sent),
        "messages the brain was asked more than once": sum(asked[d.text] > 1 for d in sent),
        "seconds": round(time.monotonic() - started, 1),
    }


def answered(sent: Delivery) -> bool:
    """Whether the answer came with one of the tries."""
    return any(said.startswith("答：") for said in sent.answers)


async def fetch(platform: FakePlatform, sent: Delivery) -> bool:
    """Whether the person's next message brings the answer that came too late."""
    after = await platform.say(sent.openid, FETCH)
    return f"答：{sent.text}" in "".join(after.answers)


def main() -> None:
    """Prints the numbers."""
    parser = bench_parser("wechat")
    parser.add_argument("--messages", type=int, default=1000, metavar="条数", help="几条消息（默认 1000）")
    parser.add_argument("--scale", type=float, default=1.0, metavar="倍", help="时间放大几倍（默认 1）")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(options.messages, options.scale, Path(folder)))
    for name, value in found.items():
        print(f"{name}: {value:g}")
    tell("wechat", "公众号压力", [Figure(name, value, limit=NONE.get(name)) for name, value in found.items()])


if __name__ == "__main__":
    main()
