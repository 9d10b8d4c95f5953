"""``python -m policies_kb``: the knowledge base on the command line."""

from __future__ import annotations

import sys

from policies_kb.console import main

if __name__ == "__main__":
    sys.exit(main())
