"""Throws made-up requests and bytes at a running assistant, round after round, and watches its memory.

    python -m scripts.fuzz [--examples N] [--rounds N]

The first rounds fill what is kept on purpose (recent conversations, answers to repeated messages); after them the
memory must stand still. Exit status 1 when a round failed or the memory grew.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request

import pytest

from benchmarks.chat_turns import rss_mb
from bot.cli.measuring import bench_parser
from policies_kb.terminal.progress import each
from scripts.assistant_process import Assistant, ChatClient, running_assistant

# Set so that the door for WeChat is open, too; nothing is ever sent to the platform.
OPEN_DOORS = {
    "ZC_WECHAT_TOKEN": "token",
    "ZC_WECHAT_APP_ID": "wx0123456789abcdef",
    "ZC_WECOM_CORP_ID": "ww0123456789abcdef",
    "ZC_WECOM_SECRET": secrets.token_hex(8),
    "ZC_WECOM_TOKEN": "token",
    "ZC_WECOM_AES_KEY": base64.b64encode(bytes(32)).decode().rstrip("="),
    "ZC_WECOM_API": "http://127.0.0.1:9",
    "ZC_WECHAT_AES_KEY": base64.b64encode(bytes(32)).decode().rstrip("="),
}
KEPT_CONVERSATIONS = 2500  # somewhat more than the assistant keeps in memory
GROWTH_LIMIT = 0.02  # of the memory, from one settled round to the next
COUNTED = re.compile(r"^assistant_requests_total\{.*\} ([0-9.e+]+)$", re.MULTILINE)


def main() -> int:
    """Runs the rounds; prints requests and resident memory before and after each."""
    parser = bench_parser("fuzz")
    parser.add_argument("--examples", type=int, default=300, metavar="例数", help="每轮每项编造几例（默认 300）")
    parser.add_argument("--rounds", type=int, default=4, metavar="轮数", help="几轮（默认 4）")
    options = parser.parse_args()
    failed = False
    with pytest.MonkeyPatch.context() as patch:
        for name, value in OPEN_DOORS.items():
            patch.setenv(name, value)
        with running_assistant() as assistant:
            fill(assistant)
            memory = [show(assistant, "before")]
            for number in each("扔乱数据", range(1, options.rounds + 1)):
                failed |= not attack(assistant, options.examples, seed=number)
                memory.append(show(assistant, f"round {number}"))
    growth = (memory[-1] - memory[-2]) / memory[-2]
    print(f"growth in the last round: {growth:.1%} (limit {GROWTH_LIMIT:.0%})")
    return int(failed or growth > GROWTH_LIMIT)


def fill(assistant: Assistant) -> None:
    """Fills the memory of recent conversations, which is meant to fill."""
    client = ChatClient(assistant)
    for number in range(KEPT_CONVERSATIONS):
        client.say(f"fill-{number}", "轮台电话")


def attack(assistant: Assistant, examples: int, seed: int) -> bool:
    """One run of tests/fuzz against the assistant; returns whether it stood."""
    environment = {**os.environ, "ZC_FUZZ_BASE": assistant.base, "ZC_FUZZ_EXAMPLES": str(examples)}
    command = [sys.executable, "-m", "pytest", "tests/fuzz", "-q", "--show-capture=no", f"--hypothesis-seed={seed}"]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def show(assistant: Assistant, when: str) -> float:
    """Prints and returns the resident memory in MB."""
    time.sleep(1)  # for what is still being written
    memory = rss_mb(assistant.pid) or 0.0
    with urllib.request.urlopen(f"{assistant.base}/metrics", timeout=10) as answer:
        requests = sum(float(count) for count in COUNTED.findall(answer.read().decode()))
    print(f"{when}: {requests:.0f} requests so far, {memory:.1f} MB", flush=True)
    return memory


if __name__ == "__main__":
    sys.exit(main())
