"""How far long work has come, on stderr: a bar at a terminal; elsewhere a few plain lines, as a log wants them.

stdout stays free for what a program may read.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sized
from types import TracebackType
from typing import Self, TypeVar

from tqdm import tqdm

Thing = TypeVar("Thing")
FORM = "{desc} {percentage:3.0f}%|{bar:24}| {n_fmt}/{total_fmt} 已用 {elapsed} 还要 {remaining} {postfix}"
QUARTERS = 4
ALIVE = 1.0  # seconds between two looks of a bar
QUIET = 10.0  # seconds between two plain lines at least


class Progress:
    """Some steps of one work; used with ``with``. ``what``: the work in a few words; ``plain``: whether a log is told,
    too."""

    def __init__(self, what: str, total: int, plain: bool = True) -> None:
        self.what, self.total, self.plain, self.done = what, total, plain, 0
        self._began = self._said = time.monotonic()
        self._bar: tqdm | None = None
        self._over = threading.Event()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            wide, high = shutil.get_terminal_size()  # 80 by 24 where a terminal does not know its own size
            shape = {"bar_format": FORM, "ncols": wide, "nrows": high}
            self._bar = tqdm(total=self.total, desc=self.what, file=sys.stderr, **shape)
            threading.Thread(target=self._keep_alive, args=(self._bar,), daemon=True).start()
        elif self.plain:
            print(f"{self.what}：共 {self.total}", file=sys.stderr, flush=True)
        return self

    def doing(self, now: str) -> None:
        """Shows beside the bar what is being done; plain lines leave it out."""
        if self._bar is not None:
            self._bar.set_postfix_str(now)

    def on(self, by: int = 1) -> None:
        """So many steps more are done."""
        before, self.done = self.done, self.done + by
        if self._bar is not None:
            self._bar.update(by)
            return
        now = time.monotonic()
        quarter = self.done * QUARTERS // max(self.total, 1) > before * QUARTERS // max(self.total, 1)
        if self.plain and quarter and self.done < self.total and now - self._said >= QUIET:
            self._said = now
            self._line(f"已用 {now - self._began:.0f} 秒")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        if self._bar is not None:
            self._bar.set_postfix_str("")
            self._bar.close()
        elif not self.plain:
            return
        else:
            spent = f"{time.monotonic() - self._began:.0f} 秒"
            self._line(f"用时 {spent}" if error is None else f"{spent}后停下")

    def _keep_alive(self, bar: tqdm) -> None:
        """The time goes on showing through a long step."""
        while not self._over.wait(ALIVE):
            bar.refresh()

    def _line(self, told: str) -> None:
        print(f"{self.what}：{self.done}/{self.total}，{told}", file=sys.stderr, flush=True)


def each(what: str, things: Iterable[Thing], total: int | None = None, plain: bool = True) -> Iterator[Thing]:
    """The things one by one; ``total`` where they have no length; ``plain``: as of `Progress`."""
    count = total if total is not None else len(things) if isinstance(things, Sized) else 0
    with Progress(what, count, plain) as progress:
        for thing in things:
            yield thing
            progress.on()


def at_terminal(what: str, things: Collection[Thing], /) -> Iterator[Thing]:
    """The things one by one, with a bar at a terminal and without a word elsewhere."""
    return each(what, things, plain=False)
