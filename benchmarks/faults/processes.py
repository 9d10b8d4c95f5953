"""The processes below one, found in /proc."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path


def children(pid: int) -> list[int]:
    """The processes that this one has started and that still are."""
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    """All of them, their own too."""
    return [found for child in children(pid) for found in (child, *below(child))]


def command(pid: int) -> str:
    """What a process was started as; "" for one that is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def lives(pid: int) -> bool:
    """Whether it runs; one that has ended with all its threads, and is not yet waited for, does not."""
    try:
        ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        return not ended or len(os.listdir(f"/proc/{pid}/task")) > 1
    except OSError:
        return False


def tell(pids: Iterable[int], number: signal.Signals) -> None:
    """Sends a signal to each that still is."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def gone(pids: Iterable[int], within: float) -> bool:
    """Whether all have ended after so many seconds."""
    until = time.monotonic() + within
    waited = list(pids)
    while any(lives(pid) for pid in waited):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
