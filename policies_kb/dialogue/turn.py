"""A turn as it passes through the steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from policies_kb.answering import Answerer
from policies_kb.choosing import Understood
from policies_kb.eligibility.telling import Told
from policies_kb.model.answer import Answer
from policies_kb.model.question import Question, Scope
from policies_kb.reading import Reading

from .acts import Act
from .frame import Frame
from .trace import Line


@dataclass(frozen=True)
class Message:
    """What came in: the text, the day of asking, the intent, and what the classifier made of the text and its parts."""

    text: str
    day: date
    intent: str = ""
    understood: Understood | None = None


@dataclass(frozen=True)
class Turn:
    """Everything known of a turn. Each step returns it with its own fields filled.

    ``text``: what is left to be read when acts are cut off; ``reading``: of that text; ``leads``: what the words cut
    off say of it. ``named``: what this message names; ``scope``: what it is asked about. ``aside``: the scope is only
    held against the one spoken of. ``told``: read from the original text.
    """

    brain: Answerer
    message: Message
    frame: Frame
    reading: Reading
    asking: str | None = None  # the field that a running check has asked for
    act: Act = field(default_factory=Act)
    text: str = ""
    named: Scope = field(default_factory=Scope)
    scope: Scope = field(default_factory=Scope)
    aside: bool = False
    left_behind: str = ""  # what is not to be asked about any more: 「不问某地了」
    counts: tuple[dict[str, Any], ...] = ()  # people counted so far, where the question is how much for all
    another: bool = False  # another person's case than in the turn before
    whole_text: str = ""  # the question made whole; ``goes_on``: with the one before it
    goes_on: bool = False
    told: Told = field(default_factory=Told)
    question: Question | None = None
    answer: Answer | None = None
    numbered: dict[str, str] = field(default_factory=dict)  # number → part, where the message numbers them
    trace: tuple[Line, ...] = ()

    def noted(self, step: str, saw: str, decided: str, because: str = "") -> Turn:
        """The turn with a line in its trace."""
        return replace(self, trace=(*self.trace, Line(step, saw, decided, because)))

    @property
    def whole(self) -> Question:
        """The question that the steps made. Raises ValueError before the step ``parts``."""
        if self.question is None:
            raise ValueError("the question has not been made yet")
        return self.question

    @cached_property
    def with_facts(self) -> Turn:
        """The turn with the facts that answer it, found once: whether a check begins depends on them, and where none
        does they are what is said."""
        from .pipeline import FACTS, run  # its steps are made for this class

        return run(FACTS, self)
