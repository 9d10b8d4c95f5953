"""Makes an action hang, for the drill alone: whoever says ``HANG`` keeps an action's thread until it is stopped.

Python imports this module by its name when its folder is on PYTHONPATH; the product knows nothing of it.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import Any

HANG = "演练卡住"
WATCHED = "bot.runtime.action_endpoint"
LONG = 3600.0  # seconds


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


sys.meta_path.insert(0, _Finder())
