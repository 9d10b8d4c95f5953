"""Runs custom actions inside this process, where Rasa would post to an action server."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.runtime.stoppable import GivenUp, StoppableThreads

SCHEME = "in-process://"
THREADS = 4
TIME_LIMIT = 10.0  # seconds


class ActionTimedOut(RuntimeError):
    """A custom action took longer than its time limit."""


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
        self._threads = StoppableThreads(THREADS, "action")
        self._warm = False  # whether an action has ended: what all others will use is loaded by then
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
        # The first turn may still be loading, on a busy machine, what all others will use.
        grace = 0.0 if self._warm else self.time_limit
        try:
            result = await self._threads.run(self.time_limit, self._run, kwargs["json"], grace=grace)
            self._warm = True
            return result
        except TimeoutError as error:
            name = kwargs["json"].get("next_action")
            raise ActionTimedOut(f"action {name} took more than {self.time_limit} s") from error
        except ActionExecutionRejection as rejection:
            body = json.dumps({"action_name": rejection.action_name, "error": str(rejection)})
            raise ClientResponseError(400, "action rejected", body) from rejection

    async def check(self) -> None:
        """Raises `ActionTimedOut` where no thread becomes free: all are held up by actions."""
        try:
            await self._threads.run(self.time_limit / 2, lambda: None)
        except TimeoutError as late:
            raise ActionTimedOut("no thread is free for an action") from late

    def copy(self) -> InProcessActions:
        """Endpoints are immutable here, and loading the actions twice would register them twice."""
        return self

    def close(self) -> None:
        """Lets the worker threads end without waiting for actions that hang."""
        self._threads.close()

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
