"""The `rasa` command of this repository: Rasa's own, with stand-ins, loopback and in-process actions."""

from __future__ import annotations

import os
import sys

from bot.runtime import environment, rasa_server


def main() -> None:
    """Runs Rasa's command line with the arguments of this process."""
    environment.prepare()
    rasa_server.adapt()
    # Components, actions and policies are named by import path, relative to the project.
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    from bot.runtime import action_endpoint

    action_endpoint.accept_in_endpoints_file()
    from rasa.__main__ import main as rasa_main

    rasa_main()


if __name__ == "__main__":
    main()
