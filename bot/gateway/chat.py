"""POST /api/chat: one message in, the assistant's messages out."""

from __future__ import annotations

import logging
import time

from aiohttp import web

from bot.gateway.errors import ApiError, json_response, read_body
from bot.gateway.models import Button, ChatRequest, ChatResponse, Message
from bot.gateway.operations import Operation
from bot.gateway.state import CONVERSATION, SETTINGS

logger = logging.getLogger(__name__)


async def chat(request: web.Request) -> web.Response:
    """Answers one message; 413 when it is longer than the setting allows."""
    asked = await read_body(request, ChatRequest)
    limit = request.app[SETTINGS].message_characters
    if len(asked.message) > limit:
        raise ApiError(413, "message_too_long", f"一句话最多 {limit} 个字", "分成几句,或只写要问的那一点", "message")
    started = time.perf_counter()
    replies = await request.app[CONVERSATION].say(asked.sender, asked.message, asked.as_of)
    statuses = ",".join(str(reply.custom.get("status", "-")) for reply in replies)
    # Lengths and outcomes only: what people write stays out of the log.
    logger.info(
        "chat in=%d chars out=%d status=%s %.0f ms",
        len(asked.message),
        len(replies),
        statuses,
        (time.perf_counter() - started) * 1000,
    )
    messages = [
        Message(text=r.text, buttons=[Button(**button) for button in r.buttons], custom=r.custom) for r in replies
    ]
    return json_response(ChatResponse(messages=messages))


OPERATIONS = (Operation("POST", "/api/chat", "问一句话", chat, ChatResponse, ChatRequest, (400, 413, 422, 429)),)
