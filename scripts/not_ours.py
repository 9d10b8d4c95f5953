"""How many questions that no notice answers are answered all the same, and how many of ours are turned away.

    python -m scripts.not_ours [--foreign FILE] [--ours FILE ...] [--show 20]

Each question is the first of a conversation of its own, put to the trained model in this process. A reply that cites a
notice is a false answer. FILE of ours: YAML cases with `turns`, those marked `out_of_scope` left out.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.runtime import environment

DAY = date(2024, 10, 10)  # the notices on file are in force then
OURS = sorted(Path("tests/validation/questions").glob("*.yml"))


def foreign_questions(path: Path) -> list[str]:
    """One question a line."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def our_conversations(paths: Iterable[Path]) -> list[tuple[list[str], date]]:
    """The turns of every case of ours, with the day of asking."""
    cases = [case for path in paths for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)]
    return [
        (case["turns"], date.fromisoformat(str(case.get("today", DAY))))
        for case in cases
        if case.get("turns") and not case.get("out_of_scope")
    ]


async def ask(conversation: Any, turns: list[str], day: date, sender: str) -> tuple[set[str], bool, str]:
    """The statuses of the last reply, whether it cites, and its words."""
    replies: list[Any] = []
    for turn in turns:
        replies = await conversation.say(sender, turn, day)
    statuses = {str(reply.custom["status"]) for reply in replies if "status" in reply.custom}
    cites = any(reply.custom.get("citations") for reply in replies)
    return statuses, cites, " / ".join(reply.text for reply in replies)


async def measure(options: argparse.Namespace) -> None:
    """Asks and prints."""
    from bot.runtime import model_file
    from bot.runtime.conversation import Conversation

    model = model_file.path_for_inputs(Path.cwd(), Path("models"))
    conversation = Conversation.load(model, "sqlite://")
    if options.foreign:
        asked = foreign_questions(options.foreign)
        found = [await ask(conversation, [text], DAY, f"f{index}") for index, text in enumerate(asked)]
        false = [(text, words) for text, (_, cites, words) in zip(asked, found, strict=True) if cites]
        statuses = Counter(status for row, _, _ in found for status in row)
        print(f"not ours: {len(asked)} asked, {len(false)} cite a notice ({len(false) / len(asked):.1%}); {statuses}")
        for text, words in false[: options.show]:
            print(f"- {text} => {words[:80]!r}")
    ours = our_conversations(options.ours)
    refused, doubted = [], []
    for index, (turns, day) in enumerate(ours):
        statuses, _, words = await ask(conversation, turns, day, f"o{index}")
        if statuses == {"out_of_scope"}:
            refused.append(turns[-1])
        elif "问的是职称申报的事吗" in words:
            doubted.append(turns[-1])
    if ours:
        print(f"ours: {len(ours)} asked, {len(refused)} turned away ({len(refused) / len(ours):.2%}): {refused}")
        print(f"ours: {len(doubted)} asked back whether they are meant ({len(doubted) / len(ours):.2%}): {doubted}")
    await conversation.close()


def main() -> None:
    """Runs the measure on the model of the present inputs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--foreign", type=Path, help="questions put to other offices, one a line")
    parser.add_argument("--ours", type=Path, nargs="*", default=OURS, help="default: the validation questions")
    parser.add_argument("--show", type=int, default=0)
    environment.prepare()
    environment.quiet_logs()
    asyncio.run(measure(parser.parse_args()))


if __name__ == "__main__":
    main()
