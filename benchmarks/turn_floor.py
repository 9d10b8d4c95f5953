"""A turn against its floor: what it takes at least to understand, look up, read and write, and what all of it takes.

    python -m benchmarks.turn_floor [--rounds 20]

CPU of the process, without the doors, for each message of messages.txt: tokenising and classifying, ranking what the
notices hold, one read and one commit of the conversations' store; then the whole turn. Texts have been heard before, as
most of what people ask has. The least of several rounds counts: what others do on the machine makes a round longer.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.chat_turns import MESSAGES
from benchmarks.costly_messages import DAY
from bot.runtime import environment

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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    environment.prepare()
    from evaluation.assistants import InProcess

    with tempfile.TemporaryDirectory() as folder:
        assistant = InProcess(Path(folder))
        for text in MESSAGES * 3:
            assistant.say("warm", text, DAY)
        floor = 0.0
        for name, call in steps(assistant).items():
            took = least(options.rounds, call)
            floor += took
            print(f"{name:24}{took:8.2f} ms")
        turn = least(options.rounds, lambda text: assistant.say("turn", text, DAY))
        print(f"{'the floor':24}{floor:8.2f} ms\n{'the turn':24}{turn:8.2f} ms, {turn / floor:.1f} times")
        assistant.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
