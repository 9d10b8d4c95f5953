"""Computing on worker threads that can be stopped: what nobody waits for any more does not keep its thread."""

from __future__ import annotations

import asyncio
import ctypes
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

Result = TypeVar("Result")


class GivenUp(BaseException):
    """Raised inside work that nobody waits for any more; no `except Exception` swallows it."""


class Work:
    """One call on a worker thread, which can be stopped: one that computes for ever would keep its thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: int | None = None  # while it runs
        self._stopped = False

    def run(self, function: Callable[..., Any], *args: Any) -> Any:
        """The function's result; `GivenUp` when it has been stopped."""
        with self._lock:
            if self._stopped:
                raise GivenUp
            self._thread = threading.get_ident()
        try:
            return function(*args)
        finally:
            with self._lock:  # from here on nothing is raised into the thread, and what was meant for it is taken back
                self._thread = None
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(threading.get_ident()), None)

    def stop(self) -> None:
        """Raises `GivenUp` in the thread, at its next step in Python; a call into C ends first."""
        with self._lock:
            self._stopped = True
            if self._thread is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(GivenUp))


class StoppableThreads:
    """A few threads; whatever runs on them has a time limit."""

    def __init__(self, threads: int, name: str) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, limit: float, function: Callable[..., Result], *args: Any, grace: float = 0.0) -> Result:
        """The function's result, with the caller's context variables. Raises `TimeoutError` after ``limit`` seconds,
        and stops the work ``grace`` seconds later."""
        work, loop = Work(), asyncio.get_running_loop()
        running = loop.run_in_executor(self._threads, copy_context().run, work.run, function, *args)
        try:
            return await asyncio.wait_for(running, limit)
        except TimeoutError:
            loop.call_later(grace, work.stop)
            raise
        except GivenUp as stopped:  # a BaseException would end the event loop
            raise TimeoutError from stopped

    def close(self) -> None:
        """Lets the threads end without waiting for work that hangs."""
        self._threads.shutdown(wait=False, cancel_futures=True)
