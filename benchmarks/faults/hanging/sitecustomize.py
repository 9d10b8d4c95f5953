"""What a drill does inside the assistant's own processes; the product knows nothing of it.

An action hangs: whoever says ``HANG`` keeps an action's thread until it is stopped. And the clock can be set: Python
begins anew with the library of ``PRELOADED_BY_PYTHON`` loaded first, which is too late once it runs.

Python imports this module by its name when its folder is on PYTHONPATH.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import os
import select
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import Any

HANG = "演练卡住"
WATCHED = "bot.runtime.action_endpoint"
LONG = 3600.0  # seconds
PRELOADED_BY_PYTHON = "DRILL_PRELOAD"  # names the library of a clock that can be set
PRELOAD = "LD_PRELOAD"


def _sleep(seconds: Any, /) -> None:
    select.select((), (), (), seconds)


def _begin_under_clock() -> None:
    library = os.environ.get(PRELOADED_BY_PYTHON)
    if not library:
        return
    if os.environ.get(PRELOAD) != library:
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, PRELOAD: library})
    # libfaketime takes the monotonic moment that Python sleeps until for one of the clock that is set, and refuses it.
    time.sleep = _sleep


def _slow(module: ModuleType) -> None:
    run = module.InProcessActions._run

    def hanging(self: Any, call: dict[str, Any]) -> Any:
        message = call["tracker"]["latest_message"].get("text") or ""
        until = time.monotonic() + (LONG if HANG in message else 0.0)
        while time.monotonic() < until:
            time.sleep(0.02)
        return run(self, call)

    module.InProcessActions._run = hanging


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != WATCHED:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def loaded(module: ModuleType) -> None:
                load(module)
                _slow(module)

            spec.loader.exec_module = loaded  # type: ignore[method-assign]
        return spec


_begin_under_clock()
sys.meta_path.insert(0, _Finder())
