"""GET /healthz and /readyz, for whoever watches the process."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from bot.gateway.errors import json_response
from bot.gateway.models import Health
from bot.gateway.operations import Operation
from bot.gateway.state import CONVERSATION, DRAINING, KNOWLEDGE_BASE
from policies_kb.serving import Unproved, current, proved

logger = logging.getLogger(__name__)


async def healthz(request: web.Request) -> web.Response:
    """The process lives; whether it answers is the operator's matter and no illness."""
    off = await request.app[CONVERSATION].switch.now()
    return json_response(Health(status="ok", answering=off is None, reason=off.reason if off else None))


async def readyz(request: web.Request) -> web.Response:
    """The release has answered and judged from every notice, and the store can be read; 503 when not, and from the
    moment when the process has been told to stop."""
    conversation = request.app[CONVERSATION]
    notices = len(request.app[KNOWLEDGE_BASE]().notices)
    model = conversation.processor.model_filename
    release = current().release
    if request.app[DRAINING].begun:
        return json_response(Health(status="stopping", notices=notices, model=model, release=release), 503)
    try:
        await conversation.store.check()
    except Exception:
        return json_response(Health(status="store unavailable", notices=notices, model=model, release=release), 503)
    try:
        await asyncio.to_thread(proved, current())
    except Unproved:
        logger.exception("the release does not answer as its records say")
        return json_response(Health(status="release not proved", notices=notices, model=model, release=release), 503)
    return json_response(Health(status="ready", notices=notices, model=model, release=release))


OPERATIONS = (
    Operation("GET", "/healthz", "进程是否活着", healthz, Health),
    Operation("GET", "/readyz", "是否可以回答", readyz, Health, errors=(503,)),
)
