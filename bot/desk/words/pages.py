"""/desk/words: an editor tries a word on its question and on all cases, proposes it; an approver releases it."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.pages import render
from bot.desk.stores import MISSES, WORDS
from bot.privacy.masking import mask
from bot.staff.roles import Permission
from policies_kb.gate import check_sources
from policies_kb.reference import load_reference
from policies_kb.releases import ReleaseError, StoreError
from policies_kb.releases.words import release_word
from policies_kb.search.serving import index_release
from policies_kb.serving import Snapshot, current
from policies_kb.store import default_url
from policies_kb.today import in_beijing, today
from policies_kb.wordbook import Kind, Word
from policies_kb.wordbook.adding import read_as, refusals

from .cases import cases
from .store import APPROVED, LONGEST, OPEN, REFUSED, STATES, Proposed, WordRefused
from .trying import Effect, tried

routes = web.RouteTableDef()
PLACE = "/desk/words"
KINDS = {Kind.TOPIC: "事项", Kind.REGION: "地区", Kind.SERIES: "系列"}
LONGEST_NUMBER = 15  # digits
NOT_YET = "这样会把原来答对的题答错，或者碰到的题太多，不能发布。请换一个更具体的说法。"
trying = asyncio.Lock()  # one at a time: it answers hundreds of questions beside those of people who wait


@routes.get("/words")
@needs(Permission.OVERSEE)
async def words(request: web.Request) -> web.Response:
    """The proposals, and an empty form; ``miss`` names the question in the list of misses that a word is for."""
    written = request.query.get("miss", "")
    miss = None
    if written.isdecimal() and len(written) <= LONGEST_NUMBER:
        miss = await asyncio.to_thread(request.config_dict[MISSES].read, int(written))
    return await _page(request, typed={"question": miss.question if miss else ""})


@routes.post("/words")
@needs(Permission.EDIT_NOTICES)
async def try_or_propose(request: web.Request) -> web.StreamResponse:
    """``change``: try shows what the word changes; propose writes it down; remove proposes to take it out again."""
    form, by = await request.post(), await present(request)
    change = str(form.get("change", ""))
    typed = {name: str(form.get(name, "")).strip() for name in ("say", "means", "read_as", "question")}
    typed["question"] = mask(typed["question"])[:LONGEST]
    snapshot = current()
    try:
        if change == "remove":
            word, remove = _of_book(snapshot, typed["say"]), True
        elif change in ("try", "propose"):
            word, remove = _word(snapshot, typed), False
        else:
            raise web.HTTPBadRequest(reason="unknown change")
        if change == "try":
            return await _page(request, typed=typed, word=word, effect=await _effect(snapshot, word, typed["question"]))
        number = await asyncio.to_thread(
            request.config_dict[WORDS].propose, word, by.name, typed["question"], remove=remove
        )
    except WordRefused as refusal:
        return await _page(request, typed=typed, status=422, problem=str(refusal))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "propose_word", f"{number} {word.say}")
    raise web.HTTPSeeOther(PLACE)


@routes.get("/words/{number}")
@needs(Permission.OVERSEE)
async def word_page(request: web.Request) -> web.Response:
    """One proposal with what it changes as of now."""
    return await _one(request, await _read(request))


@routes.post("/words/{number}")
@needs(Permission.APPROVE_RELEASES)
async def decide(request: web.Request) -> web.StreamResponse:
    """Releases the word, or refuses it with a reason; never one's own."""
    form, by, proposed = await request.post(), await present(request), await _read(request)
    state, reason = str(form.get("state", "")), str(form.get("reason", "")).strip()
    store, number = request.config_dict[WORDS], None
    try:
        if proposed.state != OPEN:
            raise WordRefused("这个说法已经有人处理了")
        if proposed.author == by.name:
            raise WordRefused("自己提出的说法要由另一个人审核")
        if state == REFUSED and not reason:
            raise WordRefused("不通过要写明理由，提出的人看得到")
        if state == APPROVED:
            effect = await _effect(current(), proposed.word, proposed.question, remove=proposed.remove)
            if not effect.may_be_released:
                raise WordRefused(NOT_YET)
            number = await asyncio.to_thread(_release, proposed, by.name, reason)
        elif state != REFUSED:
            raise web.HTTPBadRequest(reason="unknown state")
        await asyncio.to_thread(store.decide, proposed.number, by.name, state, reason, number)
    except (WordRefused, ReleaseError, StoreError) as refusal:
        return await _one(request, proposed, status=422, problem=str(refusal))
    subject = f"{proposed.number} {state}" + (f" release {number}" if number else "")
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "decide_word", subject)
    raise web.HTTPSeeOther(PLACE)


def _release(proposed: Proposed, by: str, reason: str) -> int:
    """Makes the release with its search index; every process takes it within seconds."""
    word = proposed.word
    done = f"{'去掉' if proposed.remove else '加上'}说法“{word.say}”" + (f"：{reason}" if reason else "")
    number = release_word(
        default_url(),
        word,
        author=proposed.author,
        reviewer=by,
        reason=done,
        gate=check_sources,
        remove=proposed.remove,
    )
    index_release(default_url(), number)
    return number


async def _effect(snapshot: Snapshot, word: Word, question: str, *, remove: bool = False) -> Effect:
    async with trying:
        return await asyncio.to_thread(tried, snapshot, word, question, today(), cases(), remove=remove)


def _word(snapshot: Snapshot, typed: dict[str, str]) -> Word:
    """The word that a form describes. Raises `WordRefused`."""
    kind, _, value = typed["means"].partition(":")
    if kind not in set(Kind) or not value:
        raise WordRefused("请选它说的是哪个事项、地区或系列")
    as_ = ""
    if kind == Kind.TOPIC:
        known = value in snapshot.base.reference.topics
        as_ = typed["read_as"] or (read_as(value, snapshot.base, snapshot.reader) if known else value)
    try:
        word = Word(say=typed["say"], kind=Kind(kind), value=value, read_as=as_)
    except ValidationError as error:
        raise WordRefused("说法要有2到20个字；“读作”不超过40个字") from error
    if found := list(refusals(word, load_reference(), snapshot.base.wordbook)):
        raise WordRefused("；".join(found))
    return word


def _of_book(snapshot: Snapshot, say: str) -> Word:
    found = next((one for one in snapshot.base.wordbook.words if one.say == say), None)
    if found is None:
        raise WordRefused("当前发布里没有这个说法")
    return found


async def _read(request: web.Request) -> Proposed:
    written = request.match_info["number"]
    if not written.isdecimal() or len(written) > LONGEST_NUMBER:
        raise web.HTTPNotFound
    found = await asyncio.to_thread(request.config_dict[WORDS].read, int(written))
    if found is None:
        raise web.HTTPNotFound
    return found


async def _one(request: web.Request, proposed: Proposed, *, status: int = 200, problem: str = "") -> web.Response:
    effect = None
    if proposed.state == OPEN:
        effect = await _effect(current(), proposed.word, proposed.question, remove=proposed.remove)
    shown: dict[str, Any] = {"one": proposed, "effect": effect, "problem": problem, **_names()}
    return await render(request, "word.html", status=status, **shown)


async def _page(
    request: web.Request,
    *,
    typed: dict[str, str],
    word: Word | None = None,
    effect: Effect | None = None,
    status: int = 200,
    problem: str = "",
) -> web.Response:
    proposed = await asyncio.to_thread(request.config_dict[WORDS].listed)
    shown: dict[str, Any] = {
        "typed": {"say": "", "means": "", "read_as": "", **typed},
        "word": word,
        "effect": effect,
        "problem": problem,
        "proposed": proposed,
        "book": current().base.wordbook.words,
        **_names(),
    }
    return await render(request, "words.html", status=status, **shown)


def _names() -> dict[str, Any]:
    reference = load_reference()

    def value_name(word: Word) -> str:
        topic = reference.topics.get(word.value) if word.kind is Kind.TOPIC else None
        return topic.name if topic else word.value

    return {
        "kinds": KINDS,
        "states": STATES,
        "topics": reference.topics,
        "regions": reference.regions,
        "all_series": reference.series,
        "value_name": value_name,
        "when": lambda at: in_beijing(at).strftime("%Y-%m-%d %H:%M"),
    }
