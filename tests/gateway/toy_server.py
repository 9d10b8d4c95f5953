"""`python toy_server.py MODEL`: the real `serve` with the toy bot behind it, for tests from outside the process."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "runtime" / "toy_bot")]

from bot.runtime import environment  # noqa: E402

environment.prepare()

from bot.cli import serve  # noqa: E402
from bot.gateway.settings import Settings  # noqa: E402
from bot.runtime import model_file  # noqa: E402
from bot.runtime.conversation import Conversation  # noqa: E402

SLOW_SECONDS = 3.0


def load(model: Path, settings: Settings) -> Conversation:
    """The toy bot, with an action that takes long enough to be stopped in its midst."""
    conversation = Conversation.load(model, settings.store_url, "toy_actions")
    import toy_actions

    toy_actions.SLOW_SECONDS = SLOW_SECONDS
    return conversation


if __name__ == "__main__":
    model_file.path_for_inputs = lambda project, folder: Path(sys.argv[1])
    serve._load = load
    sys.exit(
        serve.run(
            argparse.Namespace(host=None, port=0, verbose=False, workers=1, inherited=None), Settings.from_environment()
        )
    )
