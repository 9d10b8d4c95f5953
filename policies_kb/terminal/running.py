"""`python -m policies_kb.terminal.running MODULE …`: runs a module as `python -m` does, and fails in one line."""

from __future__ import annotations

import runpy
import sys

from policies_kb.terminal import failure

INTERRUPTED = 130  # exit status after Ctrl-C, as shells have it


def main() -> int:
    """The module's exit status; 1 with one line where it failed, and the traceback in a file."""
    module = sys.argv.pop(1)
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # one line for people; the rest is kept in a file
        return failure.tell(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
