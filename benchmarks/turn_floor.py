"""A turn against its floor: what it takes at least to understand, look up, read and write, and what all of it takes.

    python -m benchmarks.turn_floor [--rounds 20]

CPU of the process, without the doors, for each message of messages.txt: tokenising and classifying, ranking what the
notices hold, one read and one commit of the conversations' store; then the whole turn. Texts have been heard before, as
most of what people ask has. The least of several rounds counts: what others do on the machine makes a round longer.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.chat_turns import MESSAGES
from benchmarks.costly_messages import DAY
from bot.cli.measuring import bench_parser
from bot.runtime import environment
from evaluation.reports.charts import bars
from evaluation.reports.measured import Figure, tell
from policies_kb.terminal.progress import each

ROUNDS = 20


def least(rounds: int, call: Callable[[str], object]) -> float:
    """Milliseconds of CPU for a message, the least of some rounds of all."""
    took = []
    for _ in range(rounds):
        begun = time.process_time()
        for text in MESSAGES:
            call(text)
        took.append((time.process_time() - begun) * 1000 / len(MESSAGES))
    return min(took)


def steps(assistant: Any) -> dict[str, Callable[[str], object]]:
    """The floor, step by step, by the parts that the assistant itself uses."""
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.trackers import DialogueStateTracker

    from policies_kb.answering.topics import choose
    from policies_kb.lookup import Ranker
    from policies_kb.model.question import Part, Scope, TopicGuess
    from policies_kb.scope import timeline
    from policies_kb.serving import current

    conversation, snapshot = assistant._conversation, current()
    log, ranker, reader = conversation.store.log, Ranker(snapshot.base), snapshot.reader
    notices = tuple(timeline(snapshot.base).current(DAY))[:1]
    tracker, turns = DialogueStateTracker("floor", []), iter(range(sys.maxsize))

    def parse(text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = conversation.processor._parse_message_with_graph(UserMessage(text), tracker)
        return parsed

    ranking = {text: parse(text)["intent_ranking"] for text in MESSAGES}

    def rank(text: str) -> object:
        guesses = tuple(TopicGuess(one["name"], one["confidence"]) for one in ranking[text])
        return choose(ranker, notices, Part(text, guesses), reader.telling(text), Scope())

    def commit(text: str) -> object:
        return log.append("floor", [{"event": "user", "text": text}], next(turns))

    return {
        "tokenise and classify": parse,
        "rank": rank,
        "one read": lambda text: log.sequence("floor"),
        "one commit": commit,
    }


def main() -> int:
    """Prints a table."""
    parser = bench_parser("floor")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="遍数", help=f"量几遍，取最小（默认 {ROUNDS}）")
    options = parser.parse_args()
    environment.prepare()
    from evaluation.assistants import InProcess

    with tempfile.TemporaryDirectory() as folder:
        assistant = InProcess(Path(folder))
        for text in MESSAGES * 3:
            assistant.say("warm", text, DAY)
        took = {name: least(options.rounds, call) for name, call in each("最低限度", steps(assistant).items())}
        floor = sum(took.values())
        for name, spent in took.items():
            print(f"{name:24}{spent:8.2f} ms")
        turn = least(options.rounds, lambda text: assistant.say("turn", text, DAY))
        print(f"{'the floor':24}{floor:8.2f} ms\n{'the turn':24}{turn:8.2f} ms, {turn / floor:.1f} times")
        assistant.close()
    figures = [
        Figure("最低限度", floor, "毫秒"),
        Figure("一句话", turn, "毫秒"),
        Figure("一句话比最低限度", turn / floor, "倍"),
    ]
    tell("floor", "一句话和它的最低限度", figures, charts=lambda: [bars("CPU，毫秒", {**took, "一句话": turn})])
    return 0


if __name__ == "__main__":
    sys.exit(main())
