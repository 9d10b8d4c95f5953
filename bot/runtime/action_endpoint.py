"""Runs custom actions inside this process, where Rasa would post to an action server."""

from __future__ import annotations

import asyncio
import ctypes
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

SCHEME = "in-process://"
THREADS = 4
TIME_LIMIT = 10.0  # seconds


class ActionTimedOut(RuntimeError):
    """A custom action took longer than its time limit."""


class GivenUp(BaseException):
    """Raised inside an action that nobody waits for any more; no `except Exception` of an action swallows it."""


class Work:
    """One call on a worker thread, which can be stopped: an action that computes for ever would keep its thread."""

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


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """An action endpoint backed by rasa_sdk's `ActionExecutor`.

    Actions run on a few worker threads, each with an event loop of its own, so that an action which blocks
    holds up neither the server nor (up to `THREADS` of them) other actions; one that is given up is
    stopped. What an action shares with others must therefore be safe to read from several threads.
    """

    def __init__(self, package: str = "actions", time_limit: float = TIME_LIMIT) -> None:
        # Without `enable_selective_domain` Rasa dumps the whole domain for every call.
        super().__init__(url=f"{SCHEME}{package}", enable_selective_domain=True)
        self.package = package
        self.time_limit = time_limit
        self.executor = ActionExecutor()
        self.executor.register_package(package)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="action")
        self._of_thread = threading.local()

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Runs the action named in `json` and returns its events and responses.

        Raises `ActionTimedOut` after `time_limit` seconds, `ClientResponseError` with status 400 when the
        action rejects its execution (the form of an HTTP action server), else what the action raised.
        """
        work = Work()
        running = asyncio.get_running_loop().run_in_executor(
            self._threads, copy_context().run, work.run, self._run, kwargs["json"]
        )
        try:
            return await asyncio.wait_for(running, self.time_limit)
        except TimeoutError as error:
            # Not at once: on a busy machine the first turn may still be loading what all others will use.
            asyncio.get_running_loop().call_later(self.time_limit, work.stop)
            name = kwargs["json"].get("next_action")
            raise ActionTimedOut(f"action {name} took more than {self.time_limit} s") from error
        except ActionExecutionRejection as rejection:
            body = json.dumps({"action_name": rejection.action_name, "error": str(rejection)})
            raise ClientResponseError(400, "action rejected", body) from rejection

    def copy(self) -> InProcessActions:
        """Endpoints are immutable here, and loading the actions twice would register them twice."""
        return self

    def close(self) -> None:
        """Lets the worker threads end without waiting for actions that hang."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, call: dict[str, Any]) -> Any:
        loop = getattr(self._of_thread, "loop", None)
        if loop is None:
            loop = self._of_thread.loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(self.executor.run(call))
        except GivenUp:
            self._of_thread.loop = None  # a loop that was left in the middle of a step is not used again
            raise


def check_results_once() -> None:
    """Results of actions in this process need no schema: rasa_sdk made them. Those of a server are checked, by a
    validator that is built once; Rasa builds it, and checks the schema itself, for every call."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(RemoteAction.action_response_format_spec())

    def validate(self: RemoteAction, result: Any) -> bool:
        asked = getattr(self.action_endpoint, "actions", self.action_endpoint)  # what watches passes the call on
        if not isinstance(asked, InProcessActions):
            validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def accept_in_endpoints_file() -> None:
    """Lets endpoints.yml name `url: in-process://PACKAGE`, for `rasa shell`, `run` and `test`."""
    check_results_once()
    made_by_rasa = EndpointConfig.from_dict
    made: dict[str, InProcessActions] = {}

    def from_dict(data: dict[str, Any]) -> EndpointConfig:
        url = str(data.get("url") or "")
        if not url.startswith(SCHEME):
            return made_by_rasa(data)
        package = url.removeprefix(SCHEME)
        if package not in made:
            made[package] = InProcessActions(package)
        return made[package]

    EndpointConfig.from_dict = staticmethod(from_dict)
