"""Parses the command line and hands over to one command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from policies_kb.loading import RecordError
from policies_kb.releases import ReleaseError, StoreError

from . import (
    ask,
    aspects,
    build,
    check,
    diff,
    draft,
    drafts,
    export,
    graph,
    import_drafts,
    log,
    points,
    read,
    release,
    rollback,
    search,
    show,
    submit,
)

COMMANDS = (
    build,
    check,
    show,
    points,
    read,
    aspects,
    ask,
    search,
    graph,
    draft,
    import_drafts,
    submit,
    release,
    rollback,
    log,
    diff,
    drafts,
    export,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 fine, 1 what was asked for cannot be done, 2 wrong usage)."""
    parser = argparse.ArgumentParser(prog="python -m policies_kb", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for module in COMMANDS:
        module.register(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (RecordError, ReleaseError, StoreError) as error:
        print(error, file=sys.stderr)
        return 1
