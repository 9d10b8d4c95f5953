"""The command line of the assistant; each command imports only what it needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from bot.cli import measuring
from bot.cli.parser import parser
from bot.gateway.settings import SettingInvalid, Settings
from bot.runtime import environment
from policies_kb.terminal import failure
from policies_kb.terminal.usage import WRONG_USAGE, Parser, unknown

PROG = "assistant"


def main(arguments: Sequence[str] | None = None, prog: str = PROG) -> int:
    """Runs one command, of the service, of the knowledge base (`policies_kb.console`) or of measuring.

    Returns its exit status (0 fine, 1 refused with one line on stderr, 2 wrong usage, 130 Ctrl-C).
    """
    given = failure.without_debug(sys.argv[1:] if arguments is None else arguments)
    name, rest = (given[0], given[1:]) if given else ("--help", [])
    try:
        if name == measuring.EVAL:
            return measuring.evaluate(rest)
        if name == measuring.BENCH:
            return measuring.measure(prog, rest)
        whole, commands = parser(prog)
        if name in commands.choices:
            return _serving(whole.parse_args(given))
        return _book(whole, commands, name, given, prog)
    except KeyboardInterrupt:
        return 130


def _serving(options: argparse.Namespace) -> int:
    environment.prepare()
    try:
        return int(import_module(options.module).run(options, Settings.from_environment()))
    except (SettingInvalid, Refused) as refusal:
        failure.trace(refusal)
        print(f"错误：{refusal}", file=sys.stderr)
        return failure.FAILED
    except Exception as error:  # one line for people; the rest is kept in a file
        return failure.tell(error)


def _book(whole: Parser, commands: Any, name: str, given: list[str], prog: str) -> int:
    """A command of the knowledge base, the help on everything, or a name that does not exist."""
    from policies_kb.console import main as console
    from policies_kb.console.main import COMMANDS
    from policies_kb.console.main import parser as of_the_book

    if name in of_the_book(prog)[1].choices:
        return console(given, prog)
    for module in COMMANDS:
        module.register(commands)
    for told, summary in measuring.SUMMARIES.items():
        commands.add_parser(told, help=summary)
    if name.startswith("-"):
        whole.parse_args(given or [name])
    print(unknown(prog, name, commands.choices), file=sys.stderr)
    return WRONG_USAGE


class Refused(RuntimeError):
    """The command cannot go on; the message says why and what to do, in one line."""
