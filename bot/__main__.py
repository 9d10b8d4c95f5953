"""`python -m bot`: the command `assistant` by another name."""

from __future__ import annotations

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main(prog="python -m bot"))
