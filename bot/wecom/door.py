"""GET and POST /wecom; the door stays shut, with one line in the log, where no credentials are set.

Source: WeCom's pages 回调配置 (the address is checked by an encrypted word that has to be echoed; a callback is
repeated when it is not answered within five seconds) and 接收消息和事件.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from aiohttp import web

from bot.gateway.settings import Settings
from bot.handover.outbox import Outbox
from bot.messenger.chores import again_and_again
from bot.messenger.courier import Courier
from bot.messenger.envelope import Envelope, Refused
from bot.messenger.inbox import Inbox
from bot.messenger.places import Place, place_of
from bot.messenger.sealing import Seal
from bot.messenger.thinking import Brain
from policies_kb.examples import examples_of
from policies_kb.loading import KnowledgeBase

from .customers import Customers
from .desk import CHANNEL, Desk, Times
from .fetching import Fetcher
from .kf import CustomerService
from .messages import DOOR
from .sending import Carrier, Sender
from .sessions import Sessions
from .settings import Humans, WeComSettings
from .shaping import Case, Shaper, Whole, Words

if TYPE_CHECKING:  # the door alone needs no Rasa
    from bot.runtime.conversation import Conversation

logger = logging.getLogger(__name__)

PATH = "/wecom"
MOST = 64 * 1024  # bytes of a callback
LEASE = 4.0  # seconds; renewed every second while a message is worked on
LONGEST_ID = 64  # bytes of an external_userid
# Seconds between two looks for what failed, for what clerks have said, for callbacks that were missed, for old ids.
SWEEP_EVERY, CARRIED_EVERY, MISSED_EVERY, FORGOTTEN_EVERY = 5.0, 1.0, 300.0, 3600.0
SUCCESS = "success"
CALLBACK = "kf_msg_or_event"
ENVELOPE = web.AppKey("wecom_envelope", Envelope)
FETCHER = web.AppKey("wecom_fetcher", Fetcher)
RUNNING: web.AppKey[set[asyncio.Task[None]]] = web.AppKey("wecom_running")


@dataclass(frozen=True)
class Parts:
    """What the door needs of the assistant: `brain` answers a person's text once for each key, `words` are the door's
    own, `whole` links to an answer, `case` tells a person in WeCom what it is about, `place` tells the county of an
    address, and `outbox` holds what clerks have to say to people of this door."""

    brain: Brain
    words: Callable[[], Words]
    whole: Whole
    case: Case | None = None
    place: Place = field(default=lambda texts: "")
    outbox: Outbox | None = None


def load_words(placeholders: Mapping[str, str]) -> Words:
    """The words of words.yml; only {example} is filled."""
    texts: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    menu = tuple(texts.pop("greeting_menu"))
    filled = {name: text.replace("{example}", placeholders["example"]) for name, text in texts.items()}
    return Words(greeting_menu=menu, **filled)


def add_wecom(
    app: web.Application, conversation: Conversation, base: Callable[[], KnowledgeBase], settings: Settings
) -> None:
    """Opens the door where credentials are set. Raises SettingInvalid for credentials of the wrong shape."""
    from bot.handover.door import HANDOVER  # these need Rasa

    from .asking import asked, case_of, link_to

    account = WeComSettings.from_environment()
    if account is None:
        logger.info("the WeCom door is shut: ZC_WECOM_CORP_ID, _SECRET, _TOKEN and _AES_KEY are not set")
        return
    at_our_desk = account.humans is Humans.DESK
    if not at_our_desk:
        app[HANDOVER].reception.elsewhere.add(CHANNEL)

    def words() -> Words:
        return load_words(examples_of(base()).words())

    def place(texts: Iterable[str]) -> str:
        return place_of(base(), texts)

    parts = Parts(
        asked(app, conversation),
        words,
        link_to(app, conversation, settings.public_url),
        None if at_our_desk else case_of(conversation, base),
        place,
        app[HANDOVER].outbox,
    )
    open_door(app, account, settings.store_url, parts)


def open_door(
    app: web.Application,
    account: WeComSettings,
    store_url: str,
    parts: Parts,
    times: Times | None = None,
    lease: float = LEASE,
) -> None:
    """Routes /wecom."""
    times = times or Times()
    inbox = Inbox(store_url, secrets.token_hex(8), lease, door=DOOR)
    service = CustomerService(account, store_url)
    customers = Customers(store_url, Seal(account.tokens, LONGEST_ID))
    sessions = Sessions(service, account.servicers)
    sender = Sender(service, customers, sessions, inbox, lambda: parts.words().not_taken)
    shaper = Shaper(parts.words, parts.whole, parts.case)
    desk = Desk(parts.brain, shaper, inbox, parts.words, customers, sessions, sender, times)
    fetcher = app[FETCHER] = Fetcher(service, customers, inbox, parts.place, desk.take_up)
    courier = Courier(CHANNEL, parts.outbox, inbox, Carrier(service, customers)) if parts.outbox else None
    app[ENVELOPE] = Envelope(account)
    app[RUNNING] = set()
    app.router.add_get(PATH, verify)
    app.router.add_post(PATH, receive)

    async def forget() -> None:
        await asyncio.to_thread(customers.forget)

    async def run(app: web.Application) -> AsyncIterator[None]:
        desk.open()
        _begin(app, fetcher.all())
        chores = [
            again_and_again(desk.sweep, min(SWEEP_EVERY, times.settled)),
            again_and_again(fetcher.again, min(SWEEP_EVERY, times.settled)),
            again_and_again(fetcher.all, MISSED_EVERY),
            again_and_again(forget, FORGOTTEN_EVERY),
        ]
        if courier is not None:
            chores.append(again_and_again(courier.round, CARRIED_EVERY))
        yield
        for chore in chores:
            await chore.end()
        for task in app[RUNNING]:
            task.cancel()
        await asyncio.gather(*app[RUNNING], return_exceptions=True)
        await desk.close()
        await service.close()
        inbox.close()
        customers.close()

    app.cleanup_ctx.append(run)


async def verify(request: web.Request) -> web.Response:
    """Echoes the platform's word when its signature is right."""
    try:
        return web.Response(text=request.app[ENVELOPE].verify_encrypted_address(request.query))
    except Refused as refused:
        return web.Response(status=refused.status, text=str(refused))


async def receive(request: web.Request) -> web.Response:
    """Takes a callback, and answers at once: what it tells of is fetched after that."""
    if (request.content_length or 0) > MOST:
        return web.Response(status=413, text="too large")
    try:
        opened = request.app[ENVELOPE].open(request.query, await request.read(), always_encrypted=True)
    except Refused as refused:
        logger.info("callback refused: %s", refused)
        return web.Response(status=refused.status, text=str(refused))
    if opened.fields.get("Event") == CALLBACK:
        account, fetcher = opened.fields.get("OpenKfId", ""), request.app[FETCHER]
        await fetcher.know(account)
        _begin(request.app, fetcher.fetch(account, opened.fields.get("Token", "")))
    return web.Response(text=SUCCESS)


def _begin(app: web.Application, work: Coroutine[Any, Any, None]) -> None:
    """Runs it beside everything else; what fails is logged, and found again by the chores."""
    task = asyncio.ensure_future(work)
    app[RUNNING].add(task)
    task.add_done_callback(lambda done: _ended(app, done))


def _ended(app: web.Application, task: asyncio.Task[None]) -> None:
    app[RUNNING].discard(task)
    if not task.cancelled() and task.exception() is not None:
        logger.error("fetching messages failed", exc_info=task.exception())


__all__ = ["LEASE", "PATH", "Parts", "add_wecom", "load_words", "open_door"]
