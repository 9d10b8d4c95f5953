"""1,000 messages to 微信客服, 30 % of the callbacks twice, a network that loses answers, and a kill -9 in the middle.

`python -m benchmarks.wecom_load [--messages N] [--spread S]`; everything stays on loopback and ends by itself.
"""

from __future__ import annotations

import asyncio
import collections
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from bot.cli.measuring import bench_parser
from evaluation.reports.measured import Figure, tell

from .killed_door import Door
from .wechat_door import ASKED
from .wecom_door import ACCOUNT
from .wecom_platform import FakeWeCom, Trouble

DUPLICATES = 0.3
SPREAD = 40.0  # seconds over which the messages come
KILL_AT = 0.5  # of the spread
NONE = dict.fromkeys(("answered twice", "lost", "wrong answer", "what a platform would not take"), 0.0)
# of calls: as many as a bad day has
TROUBLE = Trouble(lost=0.02, busy=0.02, too_old=0.002, too_often=0.001)
PATIENCE = 120.0  # seconds after the last message until all must be answered
QUIET = 8.0  # seconds in which a second answer would still come


async def run(messages: int, folder: Path, spread: float = SPREAD, trouble: Trouble = TROUBLE) -> dict[str, float]:
    """The numbers of one run; `spread`: seconds over which the messages come."""
    platform = FakeWeCom(ACCOUNT, trouble)
    door = Door("benchmarks.wecom_door", "/wecom", folder, ["--api", await platform.open()])
    platform.address = door.address
    dice = random.Random(7)
    people = {f"wm{number:06d}": f"问题{number}" for number in range(messages)}
    waited: dict[str, float] = {}

    async def person(customer: str, text: str) -> None:
        await asyncio.sleep(dice.random() * spread)
        waited[customer] = -time.monotonic()
        await platform.say(customer, text, duplicate=dice.random() < DUPLICATES)

    async def accident() -> None:
        await asyncio.sleep(spread * KILL_AT)
        door.kill()
        await door.start()

    def answered() -> bool:
        for customer in people:
            if waited.get(customer, 0.0) < 0 and platform.sessions[customer].got:
                waited[customer] += time.monotonic()
        return all(platform.sessions[customer].got for customer in people)

    async def watch() -> None:
        while not answered():
            await asyncio.sleep(0.2)

    try:
        await door.start()
        started = time.monotonic()
        watching = asyncio.ensure_future(watch())
        await asyncio.gather(accident(), *(person(customer, text) for customer, text in people.items()))
        await asyncio.wait({watching}, timeout=PATIENCE)
        watching.cancel()
        await asyncio.sleep(QUIET)
    finally:
        door.kill(signal.SIGTERM)
        await platform.close()
    asked = collections.Counter((folder / ASKED).read_text(encoding="utf-8").split())
    got = {customer: platform.said_to(customer) for customer in people}
    times = sorted(seconds for seconds in waited.values() if seconds > 0)
    return {
        "messages": messages,
        "answered exactly once": sum(len(said) == 1 for said in got.values()),
        "answered twice": sum(len(said) > 1 for said in got.values()),
        "lost": sum(not said for said in got.values()),
        "wrong answer": sum(any(one != f"答：{people[customer]}" for one in said) for customer, said in got.items()),
        "what a platform would not take": len(platform.broken),
        "sendings": platform.calls["send_msg"],
        "tokens fetched": platform.calls["gettoken"],
        "messages the brain was asked more than once": sum(asked[text] > 1 for text in people.values()),
        "median seconds to the answer": round(times[len(times) // 2], 1) if times else 0.0,
        "longest seconds to the answer": round(times[-1], 1) if times else 0.0,
        "seconds": round(time.monotonic() - started, 1),
    }


def main() -> None:
    """Prints the numbers; fails where a message was answered otherwise than once."""
    parser = bench_parser("wecom")
    parser.add_argument("--messages", type=int, default=1000, metavar="条数", help="几条消息（默认 1000）")
    parser.add_argument("--spread", type=float, default=SPREAD, metavar="秒", help=f"在几秒里发来（默认 {SPREAD:g}）")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(run(options.messages, Path(folder), options.spread))
    for name, value in found.items():
        print(f"{name}: {value:g}")
    tell("wecom", "微信客服压力", [Figure(name, value, limit=NONE.get(name)) for name, value in found.items()])
    sys.exit(found["answered exactly once"] != options.messages)


if __name__ == "__main__":
    main()
