"""POST /api/receipts: a link to what the notices say, for an answer that somebody wants to pass on.

The receipt holds what a caller would be sent (bot/desk/calls): the answer without a word about the person. It is made
only where that is the answer to the same points, so that a link never says something else than what was read.
"""

from __future__ import annotations

import asyncio
from datetime import date

from aiohttp import web
from pydantic import Field, field_validator

from actions.languages import Phrases
from bot.desk.calls.cards import Card
from bot.desk.calls.direct import Direct, direct
from bot.desk.calls.sending import can_be_sent, site
from bot.figures.turns import scope_of
from bot.gateway.computing import computed
from bot.gateway.errors import ApiError, json_response, read_body
from bot.gateway.models import Model, storable
from bot.gateway.operations import Operation
from bot.gateway.rate_limit import ALLOWANCE
from bot.gateway.state import CONVERSATION
from bot.pages.answers import PLACE
from bot.privacy.masking import mask
from bot.receipts import Content
from bot.receipts.in_language import in_language
from bot.receipts.opened import RECEIPTS
from bot.runtime.conversation import as_plain_text
from bot.runtime.exchanges import Exchange
from policies_kb.model.question import Scope
from policies_kb.today import in_beijing

SEARCHED = 50  # exchanges back


class ReceiptRequest(Model):
    """Which answer of whose conversation."""

    sender: str = Field(min_length=1, max_length=128, description="与 /api/chat 的 sender 相同")
    question: str = Field(min_length=1, max_length=4000, description="问的那句话")
    answer: str = Field(min_length=1, max_length=8000, description="要转给别人的回答,messages 里的一条 text")

    @field_validator("sender", "question", "answer", mode="before")
    @classmethod
    def _storable(cls, value: object) -> object:
        return storable(value)


class ReceiptResponse(Model):
    """Where the answer can be read."""

    address: str


async def make(request: web.Request) -> web.Response:
    """Makes a receipt; 404 where this was not answered here, 409 where it cannot stand alone."""
    asked = await read_body(request, ReceiptRequest)
    await request.app[ALLOWANCE].message(request, asked.sender, asked.question)
    earlier = await request.app[CONVERSATION].earlier(asked.sender, SEARCHED)
    question = as_plain_text(await computed(request, mask, asked.question))
    about = [one for one in earlier if one.question == question and asked.answer in [r.text for r in one.replies]]
    if not about:
        raise ApiError(404, "answer_unknown", "没有找到这个回答", "重新问一次,再分享", "answer")
    day = day_of(about[-1])
    phrases = request.app[CONVERSATION].languages
    content = await computed(request, content_of, about[-1], asked.answer, day, phrases)
    if content is None:
        raise ApiError(409, "not_alone", "这个回答离不开前后文或您说的情况,不能单独做成链接", "可以复制文字")
    receipt = await asyncio.to_thread(request.app[RECEIPTS].keep, content)
    return json_response(ReceiptResponse(address=f"{site(request)}{PLACE}/{receipt.number}"))


def content_of(one: Exchange, answer: str, day: date, phrases: Phrases | None) -> Content | None:
    """What the receipt holds; None where the answer cannot stand alone."""
    for reply in one.replies:
        if reply.text == answer and reply.custom.get("language"):
            return in_language(one, answer, day, phrases)
    found = alone(one, day)
    return found.content(day) if found else None


def alone(one: Exchange, day: date) -> Direct | None:
    """What the notices say to the same words for the place that was spoken of; None where that is another answer."""
    custom = next((reply.custom for reply in reversed(one.replies) if reply.custom.get("status")), {})
    if not custom.get("topics"):
        return None  # a verdict, a question back, a talk: nothing that holds for everybody
    card = Card(0, "", one.asked_at, scope=Scope.from_dict(scope_of(one.frame)))
    found = direct(one.question, card, day, of_nobody=True)
    same = list(found.topics) == list(custom["topics"]) and found.status == custom["status"]
    cited = {(quote["notice_id"], quote["clause"]) for quote in custom.get("citations", ())}
    rests = {(quote.notice_id, quote.clause) for quote in found.sources} <= cited
    return found if same and rests and can_be_sent(found) else None


def day_of(one: Exchange) -> date:
    """The day that the exchange is about."""
    return date.fromisoformat(one.as_of) if one.as_of else in_beijing(one.asked_at).date()


OPERATIONS = (
    Operation(
        "POST",
        "/api/receipts",
        "给一个回答做一个可以转发的链接",
        make,
        ReceiptResponse,
        ReceiptRequest,
        (400, 404, 409, 413, 415, 422, 429),
    ),
)
