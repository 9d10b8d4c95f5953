"""/ and /embed: the chat page. It is readable and usable without JavaScript; with it, React takes over the middle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import yaml
from aiohttp import web
from markupsafe import Markup, escape
from pydantic import ValidationError

from bot.gateway import chat as chat_api
from bot.gateway import feedback as feedback_api
from bot.gateway.computing import computed
from bot.gateway.errors import ApiError
from bot.gateway.issued import SENDERS
from bot.gateway.models import ChatRequest, Message
from bot.gateway.state import CONVERSATION, KNOWLEDGE_BASE, SETTINGS
from bot.handover import door as handover
from bot.privacy.masking import mask
from bot.runtime.exchanges import Exchange
from policies_kb.examples import examples_of
from policies_kb.loading import KnowledgeBase
from policies_kb.today import today

from .blocks import blocks, offering
from .edition import edition_asked, edition_of, names, switches_named
from .open_now import strip_of
from .site import BUILT, render
from .widget import widget_script

WELCOME = Path(__file__).with_name("welcome.yml")
STAMP = BUILT / "stamp"  # written last by scripts/build_web.sh: what stands there is whole
COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
REGION = re.compile(r"[\u4e00-\u9fff]{2,20}")
TITLE_LENGTH, GREETING_LENGTH = 30, 200
SHOWN_EARLIER = 30  # exchanges above the newest, on a page that keeps nothing itself
PHONE = re.compile(r"(?<![\d-])(0\d{2,3}-\d{7,8}|1[3-9]\d{9})(?![\d-])")
IMMUTABLE = "public, max-age=31536000, immutable"


async def page(request: web.Request) -> web.Response:
    """The chat page; with ?q= the question is answered in the page itself."""
    asked = request.query.get("q", "")
    return await _page(request, {"message": asked}, embedded=False)


async def embedded(request: web.Request) -> web.Response:
    """The chat page for an iframe, with colour, title, greeting and region as the embedding site wants them."""
    asked = request.query.get("q", "")
    return await _page(request, {"message": asked}, embedded=True)


async def posted(request: web.Request) -> web.Response:
    """The plain form: answers one message in a new page, so that it works without JavaScript."""
    fields = parse_qs((await request.read()).decode("utf-8", "replace"))
    told = {name: values[0] for name, values in fields.items() if name in ("message", "sender")}
    return await _page(request, told, embedded=request.path == "/embed")


async def _page(request: web.Request, told: Mapping[str, str], *, embedded: bool) -> web.Response:
    look = _look(request.query) if embedded else {}
    question = await computed(request, mask, told.get("message", "").strip())
    sender = told.get("sender", "")
    earlier: list[Exchange] = []
    if request.app[SENDERS].ours(sender):
        earlier = await _earlier(request.app, sender, look.get("region", ""))
    else:
        sender = request.app[SENDERS].issue()
        if question and look.get("region"):
            await _answered(request, sender, look["region"])
    messages, refused = await _answered(request, sender, question)
    standing, thread = await handover.thread(request.app, sender)
    base = request.app[KNOWLEDGE_BASE]()
    welcome = _welcome(base)
    days = request.app[SETTINGS].retention_days
    shown: dict[str, Any] = {
        **{name: welcome[name] for name in ("title", "greeting", "placeholder", "questions", "reasons")},
        "region": "",
        "colour": "",
        **look,
        "embedded": embedded,
        "privacy": welcome["privacy"] + (welcome["kept"].format(days=f"{days:g}") if days else welcome["kept_always"]),
        "longest": request.app[SETTINGS].message_characters,
        "notices": dict(base.names),
        "originals": sorted(base.originals),
        "sender": sender,
        "edition": edition_of(request).value,
        "editions": {} if embedded else {edition.value: called for edition, called in names().items()},
        "asked": {"question": question, "messages": [m.model_dump() for m in messages]} if messages else None,
    }
    response = render(
        request,
        "chat.html",
        refused.status if refused else 200,
        config=shown,
        earlier=earlier,
        question=question,
        messages=messages,
        refused=f"{refused.detail.reason}。{refused.detail.mend}。" if refused else "",
        built=_built_version(),
        named=switches_named(request, question),
        offering=offering(messages) if question else offering(earlier[-1].replies if earlier else ()),
        blocks=blocks,
        lines=with_phones,
        standing=standing,
        thread=thread,
        strip=strip_of(base, today()),
        here="/embed" if embedded else "/",
        query=urlencode(look | edition_asked(request)),
    )
    # It names a sender of its own, and may hold an answer: no copy of it belongs to anyone else.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(self), geolocation=(), payment=()"  # to speak
    response.headers.update(refused.headers if refused else {})
    return response


def _welcome(base: KnowledgeBase) -> dict[str, Any]:
    """The texts of welcome.yml with the examples that the notices on file give."""
    welcome: dict[str, Any] = yaml.safe_load(WELCOME.read_text(encoding="utf-8"))
    examples = examples_of(base)
    welcome["placeholder"] = welcome["placeholder"].format_map(examples.words())
    welcome["questions"] = [*examples.questions, *welcome["questions"]]
    return welcome


async def _earlier(app: web.Application, sender: str, region: str) -> list[Exchange]:
    """What was said before in this conversation; the place that was told silently before the first question is not."""
    found = await app[CONVERSATION].earlier(sender, SHOWN_EARLIER)
    return found[1:] if found and region and found[0].question == region else found


async def _answered(request: web.Request, sender: str, question: str) -> tuple[list[Message], ApiError | None]:
    """Messages, or a refusal."""
    if not question:
        return [], None
    try:
        asked = ChatRequest(sender=sender, message=question)
        return await chat_api.answer(request, asked.sender, asked.message), None
    except ValidationError:
        return [], ApiError(422, "invalid_field", "没有读到问题", "请重新填写", "message")
    except ApiError as error:
        return [], error


def _look(query: Mapping[str, str]) -> dict[str, str]:
    """What the embedding site may choose; a value that cannot be used gives way to the usual one."""
    look = {}
    if title := query.get("title", "").strip()[:TITLE_LENGTH]:
        look["title"] = title
    if greeting := query.get("greeting", "").strip()[:GREETING_LENGTH]:
        look["greeting"] = greeting
    if found := COLOUR.fullmatch(query.get("colour", "").strip()):
        look["colour"] = "#" + found[1].lower()
    if REGION.fullmatch(region := query.get("region", "").strip()):
        look["region"] = region
    return look


def with_phones(text: str) -> Markup:
    """`text` as HTML in which phone numbers can be tapped, and keep their order in any script."""
    # Phone numbers hold no character that escaping changes.
    return Markup(PHONE.sub(r'<a href="tel:\1" dir="ltr">\1</a>', str(escape(text))))


def _built_version() -> str:
    """The version of the built script and style, or "" where they were not built."""
    try:
        return STAMP.read_text(encoding="utf-8").strip()[:12]
    except OSError:
        return ""


async def _keep_built(request: web.Request, response: web.StreamResponse) -> None:
    """A built file is asked for by its version, so a browser may keep it for good."""
    if request.path.startswith("/static/built/") and "v" in request.query and response.status in (200, 304):
        response.headers["Cache-Control"] = IMMUTABLE


def add_chat_pages(app: web.Application) -> None:
    """Routes the chat page and the widget, and sets up what their requests need."""
    feedback_api.set_up(app)
    app.router.add_get("/", page)
    app.router.add_post("/", posted)
    app.router.add_get("/embed", embedded)
    app.router.add_post("/embed", posted)
    app.router.add_get("/widget.js", widget_script)
    app.on_response_prepare.append(_keep_built)
