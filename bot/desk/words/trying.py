"""Answers questions with another wordbook in memory, and tells which answers it changes; what serves is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message as Parsed

from actions.course import take
from bot.nlu.topic_classifier import TopicClassifier
from evaluation.assistants import Bubble
from evaluation.cases import Question
from evaluation.folding import bare
from evaluation.heard import Reply
from evaluation.judging import judge
from policies_kb.choosing import in_use, understand
from policies_kb.dialogue import UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.reference import load_reference
from policies_kb.serving import Snapshot, pinned
from policies_kb.wordbook import Word, Wordbook, overlaid

MOST = 150  # cases that are answered twice; a word that touches more is too common anyhow


@dataclass(frozen=True)
class Changed:
    """A question whose answer changes. ``was_right``, ``is_right``: by the case's expectations; None without any."""

    name: str
    asked: str
    was: str
    now: str
    was_right: bool | None = None
    is_right: bool | None = None

    @property
    def worse(self) -> bool:
        """Whether a right answer is wrong now."""
        return self.was_right is True and self.is_right is False


@dataclass(frozen=True)
class Effect:
    """``question``: the answer to the question that the word is for, None without one. ``read_otherwise``: so many of
    the ``cases`` are read otherwise; of these ``changed`` are answered otherwise. ``whole``: whether all were tried."""

    question: Changed | None
    cases: int
    read_otherwise: int
    changed: tuple[Changed, ...]
    whole: bool

    @property
    def worse(self) -> tuple[Changed, ...]:
        """The cases that were right."""
        return tuple(one for one in self.changed if one.worse)

    @property
    def may_be_released(self) -> bool:
        """No case that was right is wrong now, and none was left untried."""
        return self.whole and not self.worse


def with_book(snapshot: Snapshot, book: Wordbook) -> Snapshot:
    """The notices that serve, with another wordbook."""
    base = snapshot.base
    return Snapshot(replace(base, reference=overlaid(load_reference(), book), wordbook=book))


def tried(
    snapshot: Snapshot, word: Word, question: str, day: date, cases: Sequence[Question], *, remove: bool = False
) -> Effect:
    """What the word (or taking it out) changes in the answer to ``question`` and in the answers to ``cases``.

    A wordbook acts through the reading of messages alone, so a case that is read as before is answered as before.
    """
    book = snapshot.base.wordbook
    other = with_book(snapshot, book.without(word.say) if remove else book.with_word(word))
    about = _changed("", [question], day, snapshot, other) if question else None
    touched = [case for case in cases if any(_reads_otherwise(snapshot, other, turn) for turn in case.turns)]
    texts = {name: bare(notice.text) for name, notice in snapshot.base.notices.items()}
    found = [_changed(case.id, case.turns, case.today, snapshot, other, case, texts) for case in touched[:MOST]]
    changed = tuple(one for one in found if one.was != one.now or one.was_right != one.is_right)
    return Effect(about, len(cases), len(touched), changed, len(touched) <= MOST)


def _reads_otherwise(one: Snapshot, other: Snapshot, text: str) -> bool:
    was, now = one.reader.read(text), other.reader.read(text)
    return (was.masked, was.mentions) != (now.masked, now.mentions)


def _changed(
    name: str,
    turns: Sequence[str],
    day: date,
    one: Snapshot,
    other: Snapshot,
    case: Question | None = None,
    texts: dict[str, str] | None = None,
) -> Changed:
    was, now = answered(one, turns, day), answered(other, turns, day)
    right = [judge(case, reply, texts).right if case and texts is not None else None for reply in (was, now)]
    return Changed(name, " / ".join(turns), was.spoken, now.spoken, *right)


def answered(snapshot: Snapshot, turns: Sequence[str], day: date) -> Reply:
    """The reply to the last message of a conversation with nobody else, as the assistant would give it."""
    frame, bubbles = Frame.from_slot(None), []
    with pinned(snapshot):
        for text in turns:
            brain = snapshot.answerer
            reading = brain.reader.read(text)
            message = Message(text, day, _intent(text), understand(in_use(), brain.reader, reading))
            check = frame.case.check or {}
            turn = run(UNDERSTANDING, Turn(brain, message, frame, reading, asking=check.get("asking")))
            outcome, _ = take(turn)
            frame = outcome.frame
            bubbles = [
                bubble
                for said in outcome.replies
                for bubble in (
                    *(Bubble(text=before) for before in said.before),
                    Bubble(text=said.text, buttons=list(said.buttons), custom=dict(said.custom)),
                )
            ]
    return Reply(asked=turns[-1], bubbles=bubbles)


def _intent(text: str) -> str:
    """What the pipeline of the process makes of a text; "" where no model is loaded."""
    chooser = in_use()
    if chooser is None:
        return ""
    parsed = Parsed({TEXT: text})
    TopicClassifier(None, None, chooser).process([parsed])
    return str(parsed.get(INTENT)["name"])
