"""Parses the command line and hands over to one command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from policies_kb.loading import RecordError
from policies_kb.releases import ReleaseError, StoreError
from policies_kb.terminal import failure
from policies_kb.terminal.usage import WRONG_USAGE, Parser, unknown

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

PROG = "python -m policies_kb"
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


def parser(prog: str = PROG) -> tuple[Parser, Any]:
    """The parser, and its commands: the parsers by name are ``.choices`` of it."""
    whole = Parser(prog=prog, description="职称通知的知识库：核对、试问、起草、发布。每个命令的用法：命令 --help")
    whole.add_argument(failure.DEBUG, action="store_true", help=failure.DEBUG_HELP)
    commands = whole.add_subparsers(dest="command", required=True, title="命令", metavar="命令", prog=prog)
    for module in COMMANDS:
        module.register(commands)
    return whole, commands


def main(arguments: Sequence[str] | None = None, prog: str = PROG) -> int:
    """Runs one command; returns the exit status (0 fine, 1 what was asked for cannot be done, 2 wrong usage)."""
    given = failure.without_debug(sys.argv[1:] if arguments is None else arguments)
    whole, commands = parser(prog)
    if given and not given[0].startswith("-") and given[0] not in commands.choices:
        print(unknown(prog, given[0], commands.choices), file=sys.stderr)
        return WRONG_USAGE
    options = whole.parse_args(given)
    try:
        return int(options.run(options))
    except (RecordError, ReleaseError, StoreError) as error:
        failure.trace(error)
        print(error, file=sys.stderr)
        return 1
    except Exception as error:  # one line for people; the rest is kept in a file
        return failure.tell(error)
