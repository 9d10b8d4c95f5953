"""POST /api/feedback: whether an answer was useful, and why not."""

from __future__ import annotations

from aiohttp import web
from pydantic import Field, field_validator

from bot.gateway.computing import computed
from bot.gateway.errors import json_response, read_body
from bot.gateway.feedback_store import FeedbackStore, Opinion
from bot.gateway.metrics import METRICS
from bot.gateway.models import Model
from bot.gateway.operations import Operation
from bot.gateway.rate_limit import ALLOWANCE
from bot.gateway.state import SETTINGS
from bot.privacy.masking import mask

FEEDBACK = web.AppKey("feedback", FeedbackStore)


class FeedbackRequest(Model):
    """One person's view of one answer."""

    sender: str = Field(min_length=1, max_length=128, description="与 /api/chat 的 sender 相同;只存它的散列值")
    question: str = Field(min_length=1, max_length=4000, description="问的那句话;个人信息会被遮盖")
    answer_status: str = Field(pattern=r"^[a-z_]{1,40}$", description="回答的 custom.status")
    useful: bool = Field(strict=True, description="有用为 true,没用为 false")
    reason: str | None = Field(default=None, max_length=500, description="原因;个人信息会被遮盖")

    answer: str | None = Field(default=None, max_length=8000, description="评价的那个回答;个人信息会被遮盖")

    @field_validator("sender", "question", "reason", "answer", mode="before")
    @classmethod
    def _storable(cls, value: object) -> object:
        """Half an emoji (a lone surrogate) and NUL are no text, and PostgreSQL refuses them."""
        if isinstance(value, str):
            return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
        return value


class FeedbackResponse(Model):
    """The opinion has been written down."""

    stored: bool


async def feedback(request: web.Request) -> web.Response:
    """Stores an opinion without personal data."""
    given = await read_body(request, FeedbackRequest)
    await request.app[ALLOWANCE].message(
        request, given.sender, "\n".join((given.question, given.reason or "", given.answer or ""))
    )
    await computed(request, _store, request.app[FEEDBACK], given)
    request.app[METRICS].opinions.labels(str(given.useful).lower()).inc()
    return json_response(FeedbackResponse(stored=True))


def _store(store: FeedbackStore, given: FeedbackRequest) -> None:
    reason = mask(given.reason).strip() if given.reason else None
    answer = mask(given.answer).strip() if given.answer else None
    question = mask(given.question)
    store.add(Opinion(given.sender, question, given.answer_status, given.useful, reason or None, answer or None))


def set_up(app: web.Application) -> None:
    """Gives `app` the store of opinions, in the conversations' database."""
    app[FEEDBACK] = FeedbackStore(app[SETTINGS].store_url)
    app.on_cleanup.append(_close)


async def _close(app: web.Application) -> None:
    app[FEEDBACK].close()


OPERATIONS = (
    Operation(
        "POST",
        "/api/feedback",
        "评价一个回答",
        feedback,
        FeedbackResponse,
        FeedbackRequest,
        (400, 403, 413, 415, 422, 429, 503),
    ),
)
