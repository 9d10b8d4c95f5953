"""Adapts Rasa's and rasa_sdk's own servers to the current Sanic, and keeps them on loopback."""

from __future__ import annotations

from typing import Any

LOOPBACK = "127.0.0.1"
_EVERY_ADDRESS = ("0.0.0.0", "::", "")


def adapt() -> None:
    """Patches Sanic and Rasa's default address; call once, before Rasa's command line is imported."""
    from sanic import Sanic, response

    if not hasattr(response, "stream"):
        # gone since Sanic 22.12; `rasa shell` asks the REST channel for a stream
        response.stream = response.ResponseStream

    run_by_sanic = Sanic.run

    def run(self: Any, host: str | None = None, *args: Any, workers: int = 1, **kwargs: Any) -> None:
        # Sanic spawns a child even for one worker, and Rasa's app does not survive the spawn.
        mode: dict[str, Any] = {"single_process": True} if workers == 1 else {"workers": workers}
        # `rasa run actions` asks for every address, with no option to change it.
        bound = LOOPBACK if host in _EVERY_ADDRESS else host
        run_by_sanic(self, bound, *args, **mode, **kwargs)

    Sanic.run = run

    from rasa.core import constants

    constants.DEFAULT_SERVER_INTERFACE = LOOPBACK
