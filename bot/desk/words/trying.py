"""Answers questions with another wordbook in memory, and tells which answers it changes; what serves is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message as Parsed

from actions.course import take
from actions.saying import Said as Replied
from bot.gold.cases import Dialogue, Expectations
from bot.gold.folding import bare
from bot.gold.judging import judge
from bot.gold.reply import Bubble, Reply
from bot.nlu.topic_classifier import TopicClassifier
from policies_kb.choosing import in_use, understand
from policies_kb.dialogue import UNDERSTANDING, Frame, Message, Turn, run
from policies_kb.reference import load_reference
from policies_kb.serving import Snapshot, pinned
from policies_kb.wordbook import Word, Wordbook, overlaid

from .cases import Case

MOST = 150  # cases that are answered twice; a word that touches more is too common anyhow
OF_MANY = 30  # of more than that, so many are shown: nobody waits for the rest


@dataclass(frozen=True)
class Changed:
    """A message whose answer changes. ``was_right``, ``is_right``: by the case's expectations; None without any.

    ``before``: what was said before it in the same conversation.
    """

    name: str
    asked: str
    was: str
    now: str
    was_right: bool | None = None
    is_right: bool | None = None
    before: tuple[str, ...] = ()

    @property
    def worse(self) -> bool:
        """Whether a right answer is wrong now."""
        return self.was_right is True and self.is_right is False


@dataclass(frozen=True)
class Effect:
    """``question``: the answer to the question that the word is for, None without one.

    ``read_otherwise``: so many of the ``questions`` and ``dialogues`` are read otherwise; ``changed``: the messages of
    them that are answered otherwise. ``whole``: whether all were tried.
    """

    question: Changed | None
    questions: int
    dialogues: int
    read_otherwise: int
    changed: tuple[Changed, ...]
    whole: bool

    @property
    def worse(self) -> tuple[Changed, ...]:
        """The messages that were answered rightly."""
        return tuple(one for one in self.changed if one.worse)

    @property
    def may_be_released(self) -> bool:
        """No message that was answered rightly is answered wrongly now, and none was left untried."""
        return self.whole and not self.worse


@dataclass(frozen=True)
class _Said:
    """One message of a conversation; ``expected``: what is expected of its reply, None where nothing is."""

    text: str
    day: date
    expected: Expectations | None = None


def with_book(snapshot: Snapshot, book: Wordbook) -> Snapshot:
    """The notices that serve, with another wordbook."""
    base = snapshot.base
    return Snapshot(replace(base, reference=overlaid(load_reference(), book), wordbook=book))


def tried(
    snapshot: Snapshot, word: Word, question: str, day: date, cases: Sequence[Case], *, remove: bool = False
) -> Effect:
    """What the word (or taking it out) changes in the answer to ``question`` and in the answers to ``cases``.

    A wordbook acts through the reading of messages alone, so a case that is read as before is answered as before. Of a
    dialogue each message is held against what is expected of its reply.
    """
    book = snapshot.base.wordbook
    other = with_book(snapshot, book.without(word.say) if remove else book.with_word(word))
    texts = {name: bare(notice.text) for name, notice in snapshot.base.notices.items()}
    about = _changed("", [_Said(question, day)], snapshot, other, texts)[-1] if question else None
    conversations = {case.id: _said(case) for case in cases}
    touched = [
        (name, said)
        for name, said in conversations.items()
        if any(_reads_otherwise(snapshot, other, one.text) for one in said)
    ]
    whole = len(touched) <= MOST
    tried_on = touched if whole else touched[:OF_MANY]
    found = [one for name, said in tried_on for one in _changed(name, said, snapshot, other, texts)]
    changed = tuple(one for one in found if one.was != one.now or one.was_right != one.is_right)
    dialogues = sum(isinstance(case, Dialogue) for case in cases)
    return Effect(about, len(cases) - dialogues, dialogues, len(touched), changed, whole)


def _said(case: Case) -> list[_Said]:
    """The messages of a case: of a question the last is judged, of a dialogue each."""
    if isinstance(case, Dialogue):
        return [_Said(turn.say, turn.today or case.today, turn) for turn in case.dialogue]
    *before, last = case.turns
    return [*(_Said(text, case.today) for text in before), _Said(last, case.today, case)]


def _reads_otherwise(one: Snapshot, other: Snapshot, text: str) -> bool:
    was, now = one.reader.read(text), other.reader.read(text)
    return (was.masked, was.mentions) != (now.masked, now.mentions)


def _changed(
    name: str, said: Sequence[_Said], one: Snapshot, other: Snapshot, texts: Mapping[str, str]
) -> list[Changed]:
    """Both answers to every message that is judged; where none is, to the last."""
    judged = [at for at, each in enumerate(said) if each.expected is not None] or [len(said) - 1]
    was, now = (list(replies(each, [(m.text, m.day) for m in said])) for each in (one, other))
    made = []
    for at in judged:
        expected = said[at].expected
        was_right, is_right = (judge(expected, r[at], texts).right if expected else None for r in (was, now))
        before = tuple(each.text for each in said[:at])
        made.append(Changed(name, said[at].text, was[at].spoken, now[at].spoken, was_right, is_right, before))
    return made


def answered(snapshot: Snapshot, turns: Sequence[str], day: date) -> Reply:
    """The reply to the last message of a conversation of one day."""
    return list(replies(snapshot, [(text, day) for text in turns]))[-1]


def replies(snapshot: Snapshot, said: Sequence[tuple[str, date]]) -> Iterator[Reply]:
    """The reply to each message of a conversation with nobody else, as the assistant would give it on its day."""
    frame = Frame.from_slot(None)
    for text, day in said:
        with pinned(snapshot):
            brain = snapshot.answerer
            reading = brain.reader.read(text)
            message = Message(text, day, _intent(text), understand(in_use(), brain.reader, reading))
            check = frame.case.check or {}
            turn = run(UNDERSTANDING, Turn(brain, message, frame, reading, asking=check.get("asking")))
            outcome, _ = take(turn)
        frame = outcome.frame
        yield Reply(asked=text, bubbles=[bubble for reply in outcome.replies for bubble in _bubbles(reply)])


def _bubbles(said: Replied) -> Iterator[Bubble]:
    yield from (Bubble(text=before) for before in said.before)
    yield Bubble(text=said.text, buttons=list(said.buttons), custom=dict(said.custom))


def _intent(text: str) -> str:
    """What the pipeline of the process makes of a text; "" where no model is loaded."""
    chooser = in_use()
    if chooser is None:
        return ""
    parsed = Parsed({TEXT: text})
    TopicClassifier(None, None, chooser).process([parsed])
    return str(parsed.get(INTENT)["name"])
