"""The tracker store: recent conversations live in memory, every event appended to the event log."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.runtime import history
from bot.runtime.event_log import EventLog

LIVE_CONVERSATIONS = 2000


class LiveTrackerStore(TrackerStore):  # type: ignore[misc]
    """Hands out a copy of the live tracker, and takes it back with its new events when the turn is done.

    A turn that fails is never saved, so it leaves neither rows nor a changed tracker. Turns of one sender
    must not overlap; the caller sees to that.
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
        self._live: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        # One thread: SQLite has one writer, and the event loop must not wait for a disk.
        self._closed = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="event-log")

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends the events that are new since the tracker was handed out."""
        if not tracker.events:
            return  # Rasa saves a tracker as soon as it makes one, and goes on to change it
        await self.stream_events(tracker)
        events = list(tracker.events)
        new = events[_in_log(tracker) :]
        for event in new:
            history.slim(event)
        await self._in_writer(self.log.append, tracker.sender_id, [event.as_dict() for event in new])
        _mark_in_log(tracker)
        self._keep(history.fold(tracker, self.domain))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The latest session of a conversation; None for an unknown sender."""
        tracker = self._live.get(sender_id)
        if tracker is None:
            stored = await self._in_writer(self.log.read, sender_id)
            if not stored:
                return None
            events = _latest_session(deserialise_events(stored))
            tracker = history.fold(history.replayed(sender_id, events, self.domain), self.domain)
        self._keep(tracker)
        return _copy(tracker, self.domain)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """A conversation with every stored event of every session."""
        stored = await self._in_writer(self.log.read, conversation_id)
        return history.replayed(conversation_id, deserialise_events(stored), self.domain) if stored else None

    async def keys(self) -> Iterable[str]:
        """Every sender with a stored conversation."""
        return list(await self._in_writer(self.log.senders))

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation, in memory and in the log."""
        self._live.pop(sender_id, None)
        await self._in_writer(self.log.delete, sender_id)

    async def purge(self, older_than_days: float) -> int:
        """Forgets conversations that ended more than `older_than_days` ago; returns their number."""
        purged = await self._in_writer(self.log.purge, older_than_days)
        if purged:
            self._live.clear()  # what is not purged comes back from the log
        return int(purged)

    async def check(self) -> None:
        """Raises the database's error when the log cannot be read."""
        await self._in_writer(self.log.check)

    async def close(self) -> None:
        """Writes out what is queued and closes the log; closing twice does nothing more."""
        if self._closed:
            return
        self._closed = True
        await self._in_writer(self.log.close)
        self._writer.shutdown()

    def _keep(self, tracker: DialogueStateTracker) -> None:
        self._live[tracker.sender_id] = tracker
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > self.live_conversations:
            self._live.popitem(last=False)

    async def _in_writer(self, work: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._writer, work, *args)


def _copy(tracker: DialogueStateTracker, domain: Domain) -> DialogueStateTracker:
    copied = history.replayed(tracker.sender_id, list(tracker.events), domain)
    copied.model_id, copied.assistant_id = tracker.model_id, tracker.assistant_id
    _mark_in_log(copied)
    return copied


def _in_log(tracker: DialogueStateTracker) -> int:
    """How many of the tracker's events stand in the log, or have been folded from what stands there."""
    return int(getattr(tracker, "events_in_log", 0))


def _mark_in_log(tracker: DialogueStateTracker) -> None:
    tracker.events_in_log = len(tracker.events)


def _latest_session(events: list[Event]) -> list[Event]:
    starts = [i for i, event in enumerate(events) if isinstance(event, SessionStarted)]
    return events[max(starts[-1] - 1, 0) :] if starts else events
