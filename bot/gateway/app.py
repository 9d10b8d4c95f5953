"""Puts the doors together into one aiohttp application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from bot.desk.door import add_desk
from bot.gateway import chat, counters, eligibility, feedback, health, notices, openapi, receipt, search
from bot.gateway.computing import COMPUTING, Computing
from bot.gateway.connections import CONNECTIONS, Connections, note_requests, room_for_connections
from bot.gateway.errors import answer_errors
from bot.gateway.headers import add_security_headers, cross_origin
from bot.gateway.issued import SENDERS, Senders
from bot.gateway.languages import phrases_of
from bot.gateway.metrics import METRICS, PATH, Metrics, measure, serve
from bot.gateway.operations import Operation, add_routes
from bot.gateway.own_pages import own_pages_only
from bot.gateway.rate_limit import ALLOWANCE, Allowance, limit_requests
from bot.gateway.settings import Settings
from bot.gateway.state import CONVERSATION, DRAINING, KNOWLEDGE_BASE, SETTINGS, Draining
from bot.gateway.switched_off import notice_text, stand_aside
from bot.handover import door as handover
from bot.handover.door import add_handover
from bot.pages import checklist
from bot.pages.answers import add_answer_pages
from bot.pages.chat import add_chat_pages
from bot.pages.check import add_check_pages
from bot.pages.forms import add_form_pages
from bot.pages.notices import add_notice_pages
from bot.pages.originals import add_original_pages
from bot.pages.site import set_up as set_up_pages
from bot.receipts import opened as receipts
from bot.runtime.conversation import Conversation
from bot.wechat.door import add_wechat
from bot.wecom.door import add_wecom
from policies_kb.loading import KnowledgeBase

# UTF-8 needs up to four bytes for a character, JSON escapes up to twelve.
BYTES_PER_CHARACTER = 12
OPERATIONS: tuple[Operation, ...] = (
    *chat.OPERATIONS,
    *handover.OPERATIONS,
    *feedback.OPERATIONS,
    *receipt.OPERATIONS,
    *eligibility.OPERATIONS,
    *checklist.OPERATIONS,
    *notices.OPERATIONS,
    *search.OPERATIONS,
    *health.OPERATIONS,
)


def create_app(
    conversation: Conversation, knowledge_base: Callable[[], KnowledgeBase], settings: Settings
) -> web.Application:
    """The application with every route; the conversation is closed when the application ends.

    ``knowledge_base`` gives what serves at the moment: another release may take its place at any time.
    """
    metrics = Metrics()
    app = web.Application(
        middlewares=[
            note_requests,
            measure(metrics),
            cross_origin(settings),
            answer_errors,
            limit_requests,
            own_pages_only(settings),
            stand_aside(),
        ],
        client_max_size=settings.message_characters * BYTES_PER_CHARACTER + 4096,
    )
    app[CONVERSATION] = conversation
    conversation.switched_off = lambda reason: notice_text(reason, knowledge_base())
    conversation.count = metrics.count_answer
    conversation.languages = phrases_of(settings)
    app[KNOWLEDGE_BASE] = knowledge_base
    app[SETTINGS] = settings
    app[DRAINING] = Draining()
    app[METRICS] = metrics
    _bound(app, settings, metrics)
    health.set_up(app)
    add_security_headers(app, settings)
    add_routes(app, OPERATIONS)
    app.router.add_get("/openapi.json", openapi.serve_document(OPERATIONS))
    app.router.add_get("/docs", openapi.docs_page)
    app.router.add_get(PATH, serve)
    set_up_pages(app)
    receipts.set_up(app, settings)
    for add in (
        add_chat_pages,
        add_notice_pages,
        add_original_pages,
        add_form_pages,
        add_answer_pages,
        add_check_pages,
    ):
        add(app)
    add_desk(app, settings)
    conversation.people = add_handover(app, settings, conversation.store.log.read)
    add_wechat(app, conversation, knowledge_base, settings)
    add_wecom(app, conversation, knowledge_base, settings)
    app.on_cleanup.append(_close)
    return app


def _bound(app: web.Application, settings: Settings, metrics: Metrics) -> None:
    """What keeps work, waiting and connections within bounds, each with its counter."""
    storage = counters.counters(settings)
    app[ALLOWANCE] = Allowance(
        storage,
        settings.requests_per_minute,
        settings.messages_per_minute,
        lambda limit: metrics.refused.labels(limit).inc(),
    )
    app[SENDERS] = Senders.of(settings)
    app[COMPUTING] = Computing()
    app[COMPUTING].timed_out = lambda what: metrics.timed_out.labels(what).inc()
    app[CONNECTIONS] = Connections(room_for_connections())
    metrics.watch("doors", app[COMPUTING].places)
    metrics.watch("chat", app[CONVERSATION].places)
    app[CONVERSATION].timed_out = lambda what: metrics.timed_out.labels(what).inc()
    metrics.count_connections(app[CONNECTIONS])

    async def run(app: web.Application) -> AsyncIterator[None]:
        chores = [asyncio.ensure_future(app[CONNECTIONS].watch()), asyncio.ensure_future(metrics.look_at_the_loop())]
        yield
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)
        app[COMPUTING].close()
        counters.close(storage)

    app.cleanup_ctx.append(run)


async def _close(app: web.Application) -> None:
    await app[CONVERSATION].close()
