"""Requests and responses of the HTTP API; the OpenAPI document is made from these."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator


def _iso_day(value: object) -> object:
    """The day itself: pydantic would take "0" and 0 for seconds since 1970."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise ValueError("日期写成 YYYY-MM-DD")


ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Day = Annotated[date, BeforeValidator(_iso_day)]
SAYS_SOMETHING = {"pattern": r"[^\s\x00]"}  # for the document; the validators below answer in words


class Model(BaseModel):
    """Unknown fields are refused, so that a misspelt one is not ignored in silence."""

    model_config = ConfigDict(extra="forbid")


def storable(value: object) -> object:
    """Half an emoji (a lone surrogate) and NUL are no text, and PostgreSQL refuses them."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return value


class ChatRequest(Model):
    """One message of one person."""

    sender: str = Field(
        min_length=1, max_length=128, description="同一个人各轮对话用同一个值", json_schema_extra={**SAYS_SOMETHING}
    )
    message: str = Field(min_length=1, description="这个人说的一句话", json_schema_extra={**SAYS_SOMETHING})
    as_of: Day | None = Field(default=None, description="提问当天(ISO 日期,YYYY-MM-DD);不填为北京时间的今天")

    @field_validator("sender", "message", mode="before")
    @classmethod
    def _storable(cls, value: object) -> object:
        return storable(value)

    @field_validator("sender", "message")
    @classmethod
    def _says_something(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("只有空白")
        return value


class Button(Model):
    """A suggested answer: `payload` is the message to send when it is pressed."""

    title: str
    payload: str


class Message(Model):
    """One message of the assistant; `custom` may hold `status`, `citations`, `ask`, `eligibility`, `cards` (which lines
    of the text are a list, a table or a verdict, as data) and `choose` (the known answers to a question)."""

    text: str
    buttons: list[Button] = []
    custom: dict[str, Any] = {}


class ChatResponse(Model):
    """What the assistant answers."""

    messages: list[Message]


class NoticeSummary(Model):
    """A notice on file."""

    id: str
    title: str
    short_name: str
    issuer: str
    issued: date
    round: str = Field(description="轮次,如 某年度、某年上半年")
    line: str = Field(description="同一单位对同一范围逐年发的通知同属一个 line")
    document_number: str | None = None


class NoticeList(Model):
    """Every notice on file."""

    notices: list[NoticeSummary]


class ClauseText(Model):
    """A clause: its derived id and its own text."""

    id: str
    text: str


class NoticeDetail(NoticeSummary):
    """A notice with its reviewed record and its clauses in reading order."""

    record: dict[str, Any]
    clauses: list[ClauseText]
    original: str | None = Field(default=None, description="原件的地址;没有存原件时没有")


class Probe(Model):
    """One thing that was tried, and what came of it."""

    name: str
    ok: bool
    reason: str | None = Field(default=None, description="没通过的原因")


class Health(Model):
    """Whether the process lives (healthz) or can answer (readyz)."""

    status: str
    notices: int | None = None
    model: str | None = None
    release: int | None = Field(default=None, description="正在使用的发布编号;直接用通知文件夹时没有")
    answering: bool | None = Field(default=None, description="false:值守人员已停止回答")
    reason: str | None = Field(default=None, description="停止回答的原因")
    probes: list[Probe] | None = Field(default=None, description="逐项检查的结果")


class ErrorDetail(Model):
    """What was wrong with a request: a code for programs, a reason and a mend for people."""

    code: str
    reason: str
    mend: str
    field: str | None = None


class ErrorResponse(Model):
    """The body of every response with a status of 400 and above."""

    error: ErrorDetail
