"""POST /api/chat: one message in, the assistant's messages out."""

from __future__ import annotations

import logging
import time
from datetime import date

from aiohttp import web

from bot.gateway.computing import TooBusy
from bot.gateway.errors import ApiError, json_response, read_body
from bot.gateway.models import Button, ChatRequest, ChatResponse, Message
from bot.gateway.operations import Operation
from bot.gateway.rate_limit import ALLOWANCE, client_address
from bot.gateway.state import CONVERSATION, SETTINGS
from bot.runtime.places import Busy

logger = logging.getLogger(__name__)

MESSAGE_ID = "X-Message-Id"
MESSAGE_ID_LENGTH = 64
TRACE = "X-Trace"


async def answer(
    request: web.Request,
    sender: str,
    message: str,
    as_of: date | None = None,
    trace: bool = False,
    message_id: str = "",
) -> list[Message]:
    """The assistant's messages; raises `ApiError` 413 when `message` is longer than the setting allows, `TooMany`
    beyond what sender and address may ask for, and `TooBusy` where too many are waiting.

    ``message_id``: its number, by which it is answered once, and seen by a clerk once, however often it is sent.
    """
    app = request.app
    limit = app[SETTINGS].message_characters
    if len(message) > limit:
        raise ApiError(413, "message_too_long", f"一句话最多 {limit} 个字", "分成几句,或只写要问的那一点", "message")
    await app[ALLOWANCE].message(request, sender, message)
    started = time.perf_counter()
    try:
        replies = await app[CONVERSATION].say(sender, message, as_of, trace=trace, message_id=message_id)
    except Busy as busy:
        raise TooBusy from busy
    statuses = ",".join(str(reply.custom.get("status", "-")) for reply in replies)
    # Lengths and outcomes only: what people write stays out of the log.
    logger.info(
        "chat in=%d chars out=%d status=%s release=%s %.0f ms",
        len(message),
        len(replies),
        statuses,
        replies[0].custom.get("release", "-") if replies else "-",
        (time.perf_counter() - started) * 1000,
    )
    return [Message(text=r.text, buttons=[Button(**button) for button in r.buttons], custom=r.custom) for r in replies]


async def chat(request: web.Request) -> web.Response:
    """Answers one message; a caller on this machine sees each step of the turn with X-Trace: 1.

    With the header X-Message-Id, a repetition within a day gets the same answer, also after a crash.
    """
    asked = await read_body(request, ChatRequest)
    message_id = request.headers.get(MESSAGE_ID, "")
    if len(message_id) > MESSAGE_ID_LENGTH:
        reason = f"{MESSAGE_ID} 最多 {MESSAGE_ID_LENGTH} 个字符"
        raise ApiError(422, "invalid_field", reason, "用一个随机编号,例如 UUID", MESSAGE_ID)
    trace = TRACE in request.headers and client_address(request) is None
    messages = await answer(request, asked.sender, asked.message, asked.as_of, trace, "" if trace else message_id)
    return json_response(ChatResponse(messages=messages))


OPERATIONS = (
    Operation(
        "POST",
        "/api/chat",
        "问一句话;带上 X-Message-Id 重发,一天内只算一次",
        chat,
        ChatResponse,
        ChatRequest,
        (400, 403, 413, 415, 422, 429, 503),
        headers=((MESSAGE_ID, MESSAGE_ID_LENGTH),),
    ),
)
