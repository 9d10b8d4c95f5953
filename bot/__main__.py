"""`python -m bot`: train, serve, purge; off, on and status of answering."""

from __future__ import annotations

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
