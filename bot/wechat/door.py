"""GET and POST /wechat; the door stays shut, with one line in the log, where no credentials are set."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from aiohttp import web

from bot.gateway.rate_limit import ALLOWANCE, TooMany
from bot.gateway.settings import Settings
from bot.handover.outbox import Outbox
from bot.messenger.chores import again_and_again
from bot.messenger.courier import Courier
from bot.messenger.envelope import Envelope, Refused
from bot.messenger.inbox import Inbox
from bot.messenger.places import Place, place_of
from bot.messenger.sealing import Seal
from bot.runtime.heard import Heard
from policies_kb.examples import examples_of
from policies_kb.loading import KnowledgeBase

from .carrier import CHANNEL, CustomerService
from .desk import Desk, Push, Times, Words
from .menu import load_menu
from .messages import DOOR, incoming
from .platform import Platform
from .replies import text_reply
from .settings import WeChatSettings

if TYPE_CHECKING:  # the door alone needs no Rasa
    from bot.runtime.conversation import Conversation

logger = logging.getLogger(__name__)

PATH = "/wechat"
MOST = 64 * 1024  # bytes of a push
LEASE = 4.0  # seconds; renewed every second while a message is worked on
SWEEP_EVERY = 5.0  # seconds
CARRIED_EVERY = 1.0  # seconds between two looks for what clerks have said
SUCCESS = "success"  # the platform's word for: nothing to say, do not try again
DESK = web.AppKey("wechat_desk", Desk)
ENVELOPE = web.AppKey("wechat_envelope", Envelope)
MENU = web.AppKey("wechat_menu", dict[str, str])
PLACES: web.AppKey[Place] = web.AppKey("wechat_places")


def load_words(placeholders: Mapping[str, str]) -> Words:
    """The words of words.yml, their placeholders filled."""
    texts = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return Words(**{name: text.format_map(placeholders) for name, text in texts.items()})


def add_wechat(
    app: web.Application, conversation: Conversation, base: Callable[[], KnowledgeBase], settings: Settings
) -> None:
    """Opens the door where credentials are set. Raises SettingInvalid for credentials of the wrong shape."""
    from bot.handover.door import HANDOVER  # it needs Rasa
    from bot.runtime.conversation import Reply

    account = WeChatSettings.from_environment()
    if account is None:
        logger.info("the WeChat door is shut: ZC_WECHAT_TOKEN and ZC_WECHAT_APP_ID are not set")
        return

    seal = Seal(account.tokens)

    async def brain(heard: Heard) -> list[Reply]:
        try:
            await app[ALLOWANCE].text_of(heard.sender, heard.text)
        except TooMany as refused:  # said once, as the answer to this message
            return [Reply(f"{refused.detail.reason}。{refused.detail.mend}。")]
        return await conversation.say(
            heard.sender, heard.text, channel=CHANNEL, message_id=heard.key, reach=seal.close(heard.reach)
        )

    def words() -> Words:
        return load_words(examples_of(base()).words())

    def place(texts: Iterable[str]) -> str:
        return place_of(base(), texts)

    open_door(app, account, settings.store_url, brain, words, place=place, outbox=app[HANDOVER].outbox)


def open_door(
    app: web.Application,
    account: WeChatSettings,
    store_url: str,
    brain: Any,
    words: Callable[[], Words],
    times: Times | None = None,
    lease: float = LEASE,
    place: Place = lambda texts: "",
    outbox: Outbox | None = None,
) -> None:
    """Routes /wechat; `brain` answers a person's text once for each key, `words` are the door's own, `place` tells the
    county of an address, and `outbox` holds what clerks have to say to people of this door."""
    inbox = Inbox(store_url, secrets.token_hex(8), lease, seal=Seal(account.tokens), door=DOOR)
    platform = Platform(account, store_url) if account.secret else None
    push: Push | None = platform.send_text if platform and account.customer_service else None
    times = times or Times()
    app[DESK] = Desk(brain, inbox, words, times, push)
    seal = Seal(account.tokens)
    carrier = CustomerService(platform.send, seal) if platform and account.customer_service else None
    courier = Courier(CHANNEL, outbox, inbox, carrier) if outbox else None
    app[ENVELOPE] = Envelope(account)
    app[PLACES] = place
    app[MENU] = {entry.key: entry.says for entry in load_menu() if entry.key}
    app.router.add_get(PATH, verify)
    app.router.add_post(PATH, receive)

    async def run(app: web.Application) -> AsyncIterator[None]:
        chores = [again_and_again(app[DESK].sweep, min(SWEEP_EVERY, times.settled))]
        if courier is not None:
            chores.append(again_and_again(courier.round, CARRIED_EVERY))
        yield
        for chore in chores:
            await chore.end()
        await app[DESK].close()
        if platform is not None:
            await platform.close()
        inbox.close()

    app.cleanup_ctx.append(run)


async def verify(request: web.Request) -> web.Response:
    """Echoes the platform's word when its signature is right."""
    try:
        return web.Response(text=request.app[ENVELOPE].verify_address(request.query))
    except Refused as refused:
        return web.Response(status=refused.status, text=str(refused))


async def receive(request: web.Request) -> web.StreamResponse:
    """Answers one push, in its own kind of envelope; the reply counts as out once it is written."""
    envelope, desk = request.app[ENVELOPE], request.app[DESK]
    if (request.content_length or 0) > MOST:
        return web.Response(status=413, text="too large")
    try:
        opened = envelope.open(request.query, await request.read())
        message = incoming(opened.fields, request.app[MENU], request.app[PLACES])
    except Refused as refused:
        logger.info("push refused: %s", refused)
        return web.Response(status=refused.status, text=str(refused))
    text = await desk.answer(message)
    if text is None:
        return web.Response(text=SUCCESS)
    sealed = envelope.seal(text_reply(message.openid, message.account, text), opened)
    response = web.Response(text=sealed, content_type="application/xml")
    if request.transport is None or request.transport.is_closing():
        desk.not_handed_out(message)  # the platform waits no more; its next try gets the reply
        return web.Response(text=SUCCESS)
    try:
        await response.prepare(request)
        await response.write_eof()
    except (ConnectionError, asyncio.CancelledError):
        desk.not_handed_out(message)
        raise
    desk.handed_out(message)
    return response
