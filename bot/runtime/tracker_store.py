"""The tracker store: the database holds every conversation, memory the recent ones as they stand there."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.figures import tallies
from bot.runtime import history
from bot.runtime.event_log import Answered, EventLog, Folded, Overtaken
from bot.runtime.exchanges import Exchange, last_exchanges
from bot.runtime.history import Folding
from bot.runtime.reaching import Reaching, StoreUnavailable
from bot.runtime.saving import saving

LIVE_CONVERSATIONS = 2000
LOOKS_FIRST = 3600.0  # seconds after another process has answered one of our senders, or a purge has passed
UNSURE = 5.0  # seconds; a disk may be too full for a turn while it still takes the few bytes of a trial


@dataclass(frozen=True)
class Standing:
    """How a tracker relates to the database: the number of its last turn there, how many of its events stand there,
    and a folding that the database does not have yet."""

    sequence: int = 0
    in_log: int = 0
    folding: Folding | None = None


class LiveTrackerStore(TrackerStore):  # type: ignore[misc]
    """Hands out a copy of the live tracker, and takes it back with its new events when the turn is done.

    A turn that fails is never saved, so it leaves neither rows nor a changed tracker. What is in memory counts only
    while the database says that no turn has come since: another process may have answered, or a purge passed. The
    database says so when the turn is written (`Overtaken`, and it is answered anew). It is asked before the turn as
    well where other processes answer, and for a while after a surprise; a process that is ``alone`` saves the question.
    While the database cannot be used, memory alone serves a process that is alone; with others each turn
    begins anew, for what is in memory may be what somebody said before they named another place. `saving` says of a
    turn whether it was stored.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        host: str = "sqlite://",
        live_conversations: int = LIVE_CONVERSATIONS,
        **kwargs: Any,
    ) -> None:
        """`host` is the SQLAlchemy URL of the event log, under the name by which Rasa passes it."""
        super().__init__(domain, event_broker, **kwargs)
        self.log = EventLog(host)
        self.live_conversations = live_conversations
        self.reaching = Reaching()
        self.alone = True
        self._not_stored_at = float("-inf")
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._looks_first_until = float("-inf")
        self._closed = False

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are new since the tracker was handed out; raises `Overtaken` where another process
        has answered meanwhile."""
        if not tracker.events:
            return  # Rasa saves a tracker as soon as it makes one, and goes on to change it
        await self.stream_events(tracker)
        standing = _standing(tracker)
        new = list(tracker.events)[standing.in_log :]
        for event in new:
            history.slim(event)
        folding = history.fold(tracker, self.domain)
        short = history.folded(tracker, folding, self.domain)
        if folding is None and standing.folding is not None:
            folding = Folding(standing.folding.left, standing.folding.kept + len(new))
        turn = saving.get()
        replies = turn.replies() if turn else []
        answered = Answered(turn.key, replies) if turn and turn.key else None
        events = [event.as_dict() for event in new]
        said = next((event for event in reversed(events) if event["event"] == UserUttered.type_name), None)
        customs = [reply["custom"] for reply in replies]
        try:
            sequence = await self.reaching.call(
                self.log.append,
                tracker.sender_id,
                events,
                standing.sequence,
                Folded([event.as_dict() for event in folding.left], folding.kept) if folding else None,
                answered if answered and answered.replies else None,
                tallies(said, customs, tracker.slots["frame"].value if "frame" in tracker.slots else None)
                if said
                else [],
            )
        except StoreUnavailable:
            self._not_stored_at = time.monotonic()
            self._keep(tracker, standing)
            return
        except Overtaken:
            self._live.pop(tracker.sender_id, None)
            self._looks_first()
            raise
        self._keep(short, Standing(sequence, len(short.events)))
        if turn:
            turn.stored = True

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it goes on; None for an unknown sender."""
        tracker = self._live.get(sender_id)
        try:
            if tracker is not None and await self._is_old(tracker):
                self._live.pop(sender_id, None)
                tracker = None
            if tracker is None:
                tracker = await self._load(sender_id)
        except StoreUnavailable:
            tracker = self._live.get(sender_id) if self.alone else None
        if tracker is None:
            return None
        self._keep(tracker, _standing(tracker))
        return _copy(tracker, self.domain)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """A conversation with every stored event of every session."""
        stored = await self.reaching.call(self.log.read, conversation_id)
        return history.replayed(conversation_id, deserialise_events(stored), self.domain) if stored else None

    async def answered(self, sender_id: str, key: str) -> list[dict[str, Any]] | None:
        """What the message of this key was answered, by whatever process; None where it has not been."""
        return await self.reaching.call(self.log.answered, sender_id, key)

    async def exchanges(self, sender_id: str, most: int) -> list[Exchange]:
        """What was said last, ``most`` exchanges at most, oldest first, whatever a folding has left of them."""
        return await self.reaching.call(last_exchanges, self.log.engine, sender_id, most)

    async def keys(self) -> Iterable[str]:
        """Every sender with a stored conversation."""
        return list(await self.reaching.call(self.log.senders))

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation, in memory and in the log."""
        self._live.pop(sender_id, None)
        await self.reaching.call(self.log.delete, sender_id)

    async def purge(self, older_than_days: float) -> int:
        """Forgets what was said more than `older_than_days` ago; returns how many events."""
        gone = await self.reaching.call(self.log.purge, older_than_days)
        self._looks_first()
        return gone

    async def check(self) -> None:
        """Raises `StoreUnavailable` when the log cannot be read or written, or a turn was not stored a moment ago."""
        await self.reaching.call(self.log.check)
        if time.monotonic() - self._not_stored_at < UNSURE:
            raise StoreUnavailable("a turn could not be stored a moment ago")

    async def close(self) -> None:
        """Writes out what is queued and closes the log; closing twice does nothing more."""
        if self._closed:
            return
        self._closed = True
        await self.reaching.close(self.log.close)

    async def _load(self, sender_id: str) -> DialogueStateTracker | None:
        stored = await self.reaching.call(self.log.stored, sender_id)
        if stored is None:
            return None
        events: list[Event] = deserialise_events(stored.events)
        tracker = history.replayed(sender_id, events, self.domain)
        folding = history.fold(tracker, self.domain)
        short = history.folded(tracker, folding, self.domain)
        short.standing = Standing(stored.sequence, len(short.events), folding)
        return short

    def _looks_first(self) -> None:
        self._looks_first_until = time.monotonic() + LOOKS_FIRST

    async def _is_old(self, tracker: DialogueStateTracker) -> bool:
        """Whether a turn is known to have come since; a process that is alone asks only for a while after a surprise.

        Where others answer too it is asked before every turn: when the database goes away in the middle of one, nothing
        has been answered from what may be old.
        """
        if self.alone and time.monotonic() > self._looks_first_until:
            return False
        return await self.reaching.call(self.log.sequence, tracker.sender_id) != _sequence(tracker)

    def _keep(self, tracker: DialogueStateTracker, standing: Standing) -> None:
        tracker.standing = standing
        self._live[tracker.sender_id] = tracker
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > self.live_conversations:
            self._live.popitem(last=False)


def _copy(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    copied = history.replayed(tracker.sender_id, list(tracker.events), domain)
    copied.model_id, copied.assistant_id = tracker.model_id, tracker.assistant_id
    copied.standing = _standing(tracker)
    return copied


def _standing(tracker: DialogueStateTracker) -> Standing:
    """A tracker that Rasa has just made stands nowhere yet."""
    found = getattr(tracker, "standing", None)
    return found if isinstance(found, Standing) else Standing()


def _sequence(tracker: DialogueStateTracker) -> int:
    return _standing(tracker).sequence
