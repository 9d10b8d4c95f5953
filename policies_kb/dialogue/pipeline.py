"""The way of a message, as one ordered list of steps. The list is the pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .answers import choice, facts
from .questions import parts
from .steps import act, everyday, memory, message, person, recall, whole
from .turn import Turn

Step = Callable[[Turn], Turn]

UNDERSTANDING: tuple[Step, ...] = (
    message,  # read once: entities, rounds, what is told
    act,  # ask, repeat, why, correct, what-if …; what stands around is cut off
    person,  # whose case
    recall,  # an earlier question is gone back to
    whole,  # what a follow-up lacks comes from the question before it
    memory,  # what stays and what is dropped; contrast; leaving
    everyday,  # 评 means the route that the notice has
    parts,  # every question in it, with the topics it may be about
)
FACTS: tuple[Step, ...] = (facts, choice)  # scope → notices, topics → statements


def run(steps: Sequence[Step], turn: Turn) -> Turn:
    """The turn after all the steps."""
    for step in steps:
        turn = step(turn)
    return turn
