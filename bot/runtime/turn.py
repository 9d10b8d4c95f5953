"""One turn of Rasa, all or nothing."""

from __future__ import annotations

from contextvars import ContextVar
from pathlib import Path
from typing import Any

from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import TrackerStore
from rasa.exceptions import ModelNotFound
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.runtime.event_log import Overtaken
from bot.runtime.lean_processor import LeanProcessor
from bot.runtime.stoppable import StoppableThreads

READERS = 2  # messages parsed at once: more only share the interpreter
READING_LIMIT = 10.0  # seconds to understand a message, as for an action
_failure: ContextVar[list[Exception] | None] = ContextVar("failure_of_turn", default=None)


class TurnFailed(RuntimeError):
    """Something broke inside a turn; the conversation stands as it stood before the turn."""


class WatchedActions(EndpointConfig):  # type: ignore[misc]
    """Notes what a custom action raises: Rasa logs it, drops the reply, and goes on as if all were well."""

    def __init__(self, actions: EndpointConfig) -> None:
        super().__init__(url=actions.url, **actions.kwargs)
        self.actions = actions

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Passes the call on; an error is noted for the turn and raised again."""
        try:
            return await self.actions.request(*args, **kwargs)
        except Exception as error:
            # A rejected execution is part of a normal dialogue and comes with status 400.
            noted = _failure.get()
            if noted is not None and getattr(error, "status", None) != 400:
                noted.append(error)
            raise


class TurnProcessor(LeanProcessor):
    """Rasa's processor, except that a turn in which an action broke is not saved, and that messages are parsed on
    worker threads: the event loop goes on with everybody else's meanwhile. Components keep nothing of a message."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._readers = StoppableThreads(READERS, "reader")

    def close(self) -> None:
        """Lets the worker threads go."""
        self._readers.close()

    async def parse_message(
        self, message: Any, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """What the pipeline makes of a message; raises `TimeoutError`, and frees its thread, where that takes long."""
        tracker = tracker or DialogueStateTracker.from_events(message.sender_id, [])
        parsed: dict[str, Any] = await self._readers.run(
            READING_LIMIT, self._parse_message_with_graph, message, tracker, only_output_properties
        )
        self._update_full_retrieval_intent(parsed)
        self._check_for_unseen_features(parsed)
        return parsed

    async def handle_turn(self, message: Any) -> None:
        """Handles a user message; raises `TurnFailed` and saves nothing when anything breaks, and `Overtaken` where
        another process has answered this sender meanwhile."""
        token = _failure.set([])
        try:
            await self.handle_message(message)
        except (TurnFailed, Overtaken):
            raise
        except Exception as error:
            raise TurnFailed(f"{type(error).__name__} while handling a message") from error
        finally:
            _failure.reset(token)

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        """Saves the tracker, unless an action of this turn broke."""
        noted = _failure.get()
        if noted:
            raise TurnFailed(f"{type(noted[0]).__name__} in a custom action") from noted[0]
        await super().save_tracker(tracker)


def load_processor(model: Path, tracker_store: TrackerStore, actions: EndpointConfig) -> TurnProcessor:
    """Loads a trained model; raises `ModelNotFound` when the file is absent or is no model."""
    if not model.is_file():
        raise ModelNotFound(f"no model file at {model}")
    wording = TemplatedNaturalLanguageGenerator({})
    processor = TurnProcessor(
        model_path=str(model),
        tracker_store=tracker_store,
        lock_store=InMemoryLockStore(),
        generator=wording,
        action_endpoint=WatchedActions(actions),
    )
    tracker_store.domain = processor.domain
    wording.responses = processor.domain.responses
    return processor


__all__ = ["ModelNotFound", "TurnFailed", "TurnProcessor", "WatchedActions", "load_processor"]
