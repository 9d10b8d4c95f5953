"""Between the door and the assistant: asks it, links to its answers, and tells a person what somebody's case is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from bot.gateway.computing import COMPUTING, TooBusy
from bot.gateway.rate_limit import ALLOWANCE, TooMany
from bot.gateway.receipt import alone, day_of
from bot.handover.history import last_question
from bot.messenger.thinking import Brain
from bot.pages.answers import PLACE
from bot.receipts.opened import RECEIPTS
from bot.runtime.conversation import Conversation, Reply, as_plain_text
from bot.runtime.heard import Heard
from bot.runtime.places import Busy
from policies_kb.loading import KnowledgeBase
from policies_kb.model.question import Scope

from .desk import CHANNEL
from .shaping import Case, Whole

logger = logging.getLogger(__name__)

PATIENCE, PAUSE = 60.0, 1.0  # seconds that a message waits for a place in front of the assistant; between two tries


def asked(app: web.Application, conversation: Conversation) -> Brain:
    """The assistant; a message that finds no place waits, for nobody holds a line open meanwhile."""

    async def brain(heard: Heard) -> Sequence[Reply]:
        try:
            await app[ALLOWANCE].text_of(heard.sender, heard.text)
        except TooMany as refused:  # said once, as the answer to this message
            return [Reply(f"{refused.detail.reason}。{refused.detail.mend}。")]
        until = asyncio.get_running_loop().time() + PATIENCE
        while True:
            try:
                return await conversation.say(heard.sender, heard.text, channel=CHANNEL, message_id=heard.key)
            except Busy:
                if asyncio.get_running_loop().time() > until:
                    raise
                await asyncio.sleep(PAUSE)

    return brain


def link_to(app: web.Application, conversation: Conversation, public_url: str) -> Whole:
    """Links to an answer of which everything is said without the conversation around it; "" for others, and where no
    address of the pages is set."""

    async def whole(sender: str, question: str, answers: Sequence[str]) -> str:
        earlier = await conversation.earlier(sender, 1) if public_url else []
        if not earlier or earlier[-1].question != as_plain_text(question):
            return ""
        about = earlier[-1]
        if [reply.text for reply in about.replies] != list(answers):
            return ""
        day = day_of(about)
        try:
            found = await app[COMPUTING].run(alone, about, day)
        except TooBusy:
            return ""
        if found is None:
            return ""
        receipt = await asyncio.to_thread(app[RECEIPTS].keep, found.content(day))
        return f"{public_url}{PLACE}/{receipt.number}"

    return whole


def case_of(conversation: Conversation, base: Callable[[], KnowledgeBase]) -> Case:
    """Place, series and the last question, masked as they are stored."""

    async def case(sender: str, said: str, scope: dict[str, Any]) -> str:
        events = await asyncio.to_thread(conversation.store.log.read, sender)
        regions, known = base().reference.regions, Scope.from_dict(scope)
        places = "、".join(regions[name].short for name in known.regions if name in regions)
        question = last_question(events, said)
        return "；".join(filter(None, [places, "、".join(known.series), f"“{question}”" if question else ""])) or said

    return case
