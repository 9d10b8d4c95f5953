"""The assistant as one object: `say` takes what a person wrote and returns what to answer."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import UserMessage

from actions.languages import Phrases, speaking
from bot.privacy.masking import mask
from bot.runtime.action_endpoint import ActionTimedOut, InProcessActions, check_results_once
from bot.runtime.event_log import Overtaken
from bot.runtime.exchanges import Exchange
from bot.runtime.heard import Heard, People, Reply
from bot.runtime.output import WholeUtterances
from bot.runtime.places import Places
from bot.runtime.reaching import StoreUnavailable
from bot.runtime.saving import Saving, saving
from bot.runtime.switch import Switch
from bot.runtime.tracker_store import LiveTrackerStore
from bot.runtime.turn import TurnFailed, TurnProcessor, load_processor
from bot.runtime.worth_reading import SEEN, said_once, worth_reading
from policies_kb.serving import pinned

logger = logging.getLogger(__name__)

AT_ONCE = 8  # turns: two are understood, four answered, the others read and write
SHORT = 200  # characters whose masking costs about as little as going to a thread
STEP_ASIDE = 0.01  # seconds, about a turn: two that answer at once must not go on in step
ATTEMPTS = 12  # so often a turn is begun anew when another process has answered the same sender
NOT_REMEMBERED = "系统暂时记不住这句话。下一句请把地区、系列和问题一起说全。"
APOLOGY = "抱歉,系统刚才出了点问题,这句话没有处理成。请稍后再发一次;急用请直接拨打通知里的咨询电话。"


class Conversation:
    """Holds the loaded model; turns of one sender run one after the other, of several side by side."""

    def __init__(
        self, processor: TurnProcessor, store: LiveTrackerStore, actions: InProcessActions, switch: Switch
    ) -> None:
        self.processor = processor
        self.store = store
        self.actions = actions
        self.switch = switch
        self.switched_off: Callable[[str], str] = lambda reason: reason
        self.people: People | None = None
        self.languages: Phrases | None = None
        self.places = Places(AT_ONCE)
        self.timed_out: Callable[[str], None] = lambda what: None
        self.count: Callable[[str, str], None] = lambda channel, status: None
        # A lock lives exactly as long as some turn of its sender holds or awaits it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    def load(
        cls, model: Path, store_url: str, actions_package: str = "actions", switch_file: Path | None = None
    ) -> Conversation:
        """Loads model, actions and store; `store_url` is an SQLAlchemy URL (SQLite or PostgreSQL), `switch_file` turns
        answering off on this machine while it is there."""
        check_results_once()
        actions = InProcessActions(actions_package)
        store = LiveTrackerStore(host=store_url)
        return cls(load_processor(model, store, actions), store, actions, Switch(store_url, switch_file))

    async def say(
        self,
        sender: str,
        text: str,
        as_of: date | None = None,
        channel: str = "gateway",
        trace: bool = False,
        message_id: str = "",
        reach: str = "",
    ) -> list[Reply]:
        """Answers `text`; always returns at least one reply, the apology when the turn failed.

        `as_of` is the day of asking (default: today, as the actions see it). Personal data in `text` is
        masked before anything else sees it; of a text beyond the bounds of policies_kb.reading only the beginning is
        read, and the reply says so. While answering is switched off, nothing is understood or kept, and
        the reply is what `switched_off` makes of the reason. `count` hears the channel and status of each reply.
        `trace` asks for the steps of the turn in the last reply's `custom`. A message that comes again with the same
        `message_id` gets the reply of the first time, from whatever process answered it. While the person talks to a
        clerk, the text goes there and no turn is taken; `reach`: see `Heard`. Raises `Busy` where too many are waiting.
        """
        with self.places.entered():
            return await self._in_turn(sender, text, as_of, channel, trace, message_id, reach)

    async def _in_turn(
        self, sender: str, text: str, as_of: date | None, channel: str, trace: bool, message_id: str, reach: str
    ) -> list[Reply]:
        lock = self._locks.get(sender)
        if lock is None:
            lock = self._locks[sender] = asyncio.Lock()
        # Nothing is awaited before the lock, so that turns keep the order in which they came.
        async with lock, self.places.turn():
            heard = Heard(sender, text, channel, message_id, reach)
            plain, unread = _read(text) if len(text) <= SHORT else await asyncio.to_thread(_read, text)
            key = _key(message_id, plain, as_of) if message_id else ""
            # Who talks to a clerk goes on doing so, whether or not the assistant may answer.
            said = await self.people.instead(heard) if self.people else None
            off = await self.switch.now() if said is None else None
            if said is not None:
                replies = said
            elif off is not None:
                replies = [Reply(self.switched_off(off.reason), custom={"status": "handoff"})]
            else:
                known, replies = await self._answer(sender, plain, unread, key, as_of, channel, trace)
                if self.people:  # also for what was answered before: a process may have died in between
                    replies = await self.people.after(heard, replies)
                if known:
                    return replies
        for reply in replies:
            self.count(channel, str(reply.custom.get("status", "-")))
        return replies

    async def earlier(self, sender: str, most: int) -> list[Exchange]:
        """What was said before, ``most`` exchanges at most, oldest first; none while the database is out of reach."""
        with contextlib.suppress(StoreUnavailable):
            return await self.store.exchanges(sender, most)
        return []

    async def _answer(
        self, sender: str, plain: str, unread: int, key: str, as_of: date | None, channel: str, trace: bool
    ) -> tuple[bool, list[Reply]]:
        """Whether the message had been answered before, and the replies."""
        for attempt in range(ATTEMPTS):
            if key:
                with contextlib.suppress(StoreUnavailable):
                    known = await self.store.answered(sender, key)
                    if known is not None:
                        return True, [Reply(**utterance) for utterance in known]
            try:
                return False, await self._turn(sender, plain, unread, key, as_of, channel, trace)
            except Overtaken:
                logger.info("another process has answered this sender meanwhile; answered anew")
                await asyncio.sleep(random.uniform(0, STEP_ASIDE * (attempt + 1)))
        logger.error("a turn was overtaken %d times", ATTEMPTS)
        return False, [apology()]

    async def _turn(
        self, sender: str, plain: str, unread: int, key: str, as_of: date | None, channel: str, trace: bool
    ) -> list[Reply]:
        output = WholeUtterances()
        message = UserMessage(
            text=plain,
            output_channel=output,
            sender_id=sender,
            input_channel=channel,
            metadata=({"as_of": as_of.isoformat()} if as_of else {})
            | ({"trace": True} if trace else {})
            | ({"unread": unread} if unread else {}),
        )
        with pinned() as snapshot, speaking(self.languages):

            def said() -> list[dict[str, Any]]:
                return [one | {"custom": one["custom"] | {"release": snapshot.release}} for one in output.utterances]

            turn = Saving(key, said)
            token = saving.set(turn)
            try:
                await self.processor.handle_turn(message)
            except TurnFailed as failed:
                if isinstance(failed.__cause__, TimeoutError | ActionTimedOut):
                    self.timed_out("turn")
                logger.exception("turn failed")
                return [apology()]
            finally:
                saving.reset(token)
            replies = [Reply(**utterance) for utterance in said()]
        if not replies:
            logger.error("turn ended without a reply")
            return [apology()]
        if not turn.stored:
            last = replies[-1]
            text = f"{last.text}\n\n{NOT_REMEMBERED}"
            replies[-1] = replace(last, text=text, custom=last.custom | {"remembered": False})
        return replies

    async def warm_up(self) -> None:
        """Understands one message, so that dictionaries are loaded before the first person waits for them."""
        await self.processor.parse_message(UserMessage(text="你好"))

    async def close(self) -> None:
        """Writes out the store and lets the worker threads go."""
        await self.store.close()
        self.actions.close()
        self.processor.close()
        self.switch.close()


def apology() -> Reply:
    """The reply to a turn that failed."""
    return Reply(text=APOLOGY, custom={"status": "error"})


def _read(text: str) -> tuple[str, int]:
    """What of a text is understood, masked, and how many of its characters are not."""
    once = said_once(text)
    masked = as_plain_text(mask(once[:SEEN]))
    read = worth_reading(masked)
    return read, len(masked) - len(read) + max(len(once) - SEEN, 0)


def as_plain_text(text: str) -> str:
    """Takes away what Rasa would read as a command: `/restart`, `/intent{...}`."""
    return text.strip().lstrip("/／").strip() or "?"


def _key(message_id: str, plain: str, as_of: date | None) -> str:
    """The message belongs to the key: a number used again for another question is another question."""
    return hashlib.sha256("\0".join((message_id, plain, str(as_of))).encode()).hexdigest()


__all__ = ["Conversation", "Reply", "apology", "as_plain_text"]
