"""The assistant as one object: `say` takes what a person wrote and returns what to answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from weakref import WeakValueDictionary

from rasa.core.channels.channel import UserMessage

from bot.privacy.masking import mask
from bot.runtime.action_endpoint import InProcessActions, check_results_once
from bot.runtime.heard import Heard, People, Reply
from bot.runtime.output import WholeUtterances
from bot.runtime.switch import Switch
from bot.runtime.tracker_store import LiveTrackerStore
from bot.runtime.turn import TurnFailed, TurnProcessor, load_processor
from policies_kb.reading import first_read
from policies_kb.serving import pinned

logger = logging.getLogger(__name__)

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
        self.count: Callable[[str, str], None] = lambda channel, status: None
        # A lock lives exactly as long as some turn of its sender holds or awaits it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    def load(cls, model: Path, store_url: str, actions_package: str = "actions") -> Conversation:
        """Loads model, actions and store; `store_url` is an SQLAlchemy URL (SQLite or PostgreSQL)."""
        check_results_once()
        actions = InProcessActions(actions_package)
        store = LiveTrackerStore(host=store_url)
        return cls(load_processor(model, store, actions), store, actions, Switch(store_url))

    async def say(
        self,
        sender: str,
        text: str,
        as_of: date | None = None,
        channel: str = "gateway",
        trace: bool = False,
        *,
        key: str = "",
        reach: str = "",
    ) -> list[Reply]:
        """Answers `text`; always returns at least one reply, the apology when the turn failed.

        `as_of` is the day of asking (default: today, as the actions see it). Personal data in `text` is
        masked before anything else sees it; of a text beyond the bounds of policies_kb.reading only the beginning is
        read, and the reply says so. While answering is switched off, nothing is understood or kept, and
        the reply is what `switched_off` makes of the reason. `count` hears the channel and status of each reply.
        `trace` asks for the steps of the turn in the last reply's `custom`. While the person talks to a clerk, the
        text goes to the clerk and no turn is taken; `key` and `reach`: see `Heard`.
        """
        heard = Heard(sender, mask(text), channel, key, reach)
        replies = await self._turn(heard, as_of, trace)
        for reply in replies:
            self.count(channel, str(reply.custom.get("status", "-")))
        return replies

    async def _turn(self, heard: Heard, as_of: date | None, trace: bool) -> list[Reply]:
        lock = self._locks.get(heard.sender)
        if lock is None:
            lock = self._locks[heard.sender] = asyncio.Lock()
        output = WholeUtterances()
        plain = as_plain_text(heard.text)
        read = first_read(plain)
        message = UserMessage(
            text=read,
            output_channel=output,
            sender_id=heard.sender,
            input_channel=heard.channel,
            metadata=({"as_of": as_of.isoformat()} if as_of else {})
            | ({"trace": True} if trace else {})
            | ({"unread": len(plain) - len(read)} if len(read) < len(plain) else {}),
        )
        async with lock:  # nothing is awaited before it, so that turns keep the order in which they came
            # Who talks to a clerk goes on doing so, whether or not the assistant may answer.
            said = await self.people.instead(heard) if self.people else None
            if said is not None:
                return said
            off = await self.switch.now()
            if off is not None:
                return [Reply(self.switched_off(off.reason), custom={"status": "handoff"})]
            with pinned() as snapshot:
                try:
                    await self.processor.handle_turn(message)
                except TurnFailed:
                    logger.exception("turn failed")
                    return [apology()]
        replies = [Reply(**utterance) for utterance in output.utterances]
        for reply in replies:
            reply.custom["release"] = snapshot.release
        if not replies:
            logger.error("turn ended without a reply")
            return [apology()]
        return await self.people.after(heard, replies) if self.people else replies

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


def as_plain_text(text: str) -> str:
    """Takes away what Rasa would read as a command: `/restart`, `/intent{...}`."""
    return text.strip().lstrip("/／").strip() or "?"


__all__ = ["Conversation", "Reply", "apology", "as_plain_text"]
