"""The page of one manuscript: the original left, the items right; each decision is saved before it is shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present
from bot.desk.pages import render
from bot.desk.refusals import HTMX
from bot.desk.stores import MANUSCRIPTS
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.accounts import Member
from bot.staff.roles import Permission
from policies_kb.reviewing import ChangeRefused, Item, Review, changing, fields

from . import states
from .background import BACKGROUND
from .listing import PLACE, when
from .shown import View, manuscript, view
from .states import ChangedMeanwhile, ManuscriptRefused, State
from .store import Manuscript

routes = web.RouteTableDef()
reads, edits = needs(Permission.READ_MANUSCRIPTS), needs(Permission.EDIT_NOTICES)
TRIES = 3  # of a save, while others save other items
Change = Callable[[Review, Item], changing.Changed]


@routes.get("/notices/{number}")
@reads
async def page(request: web.Request) -> web.Response:
    """The whole page; while something runs in the background, a short one that asks again by itself."""
    found = await manuscript(request)
    request.config_dict[BACKGROUND].look_after(found)
    return await whole(request, found)


@routes.get("/notices/{number}/state")
@reads
async def state(request: web.Request) -> web.Response:
    """Whether the background work is done: then the page is loaded anew."""
    found = await manuscript(request)
    request.config_dict[BACKGROUND].look_after(found)
    if found.state in states.IN_BACKGROUND:
        return await render(request, "manuscript_wait.html", one=found, names=states.NAMES)
    return web.Response(status=204, headers={"HX-Redirect": f"{PLACE}/{found.number}"})


@routes.post("/notices/{number}/item")
@edits
async def decide(request: web.Request) -> web.Response:
    """One decision on one item."""
    form, by = await request.post(), await present(request)
    (do, _, name), why = str(form.get("do", "")).partition(":"), str(form.get("why", ""))
    changes: dict[str, Change] = {
        "accept": lambda review, item: changing.accept(review, item, by.name),
        "confirm": lambda review, item: changing.confirm(review, item, name, by.name),
        "reject": lambda review, item: changing.reject(review, item),
        "silent": lambda review, item: changing.silent(review, item, by.name),
        "aside": lambda review, item: changing.set_aside(review, item, why, by.name),
        "reopen": lambda review, item: changing.reopen(review, item),
    }
    wanted = changes.get(do)
    if wanted is None:
        raise web.HTTPBadRequest(reason="unknown decision")
    found = await manuscript(request)
    try:
        made, key = await saved(request, found, by, wanted)
    except (ManuscriptRefused, ChangeRefused) as refusal:
        return await refused(request, refusal)
    return await answer(request, made, key)


@routes.post("/notices/{number}/note")
@reads
async def note(request: web.Request) -> web.Response:
    """A word to the other reviewer."""
    found, form, by = await manuscript(request), await request.post(), await present(request)
    try:
        await asyncio.to_thread(request.config_dict[MANUSCRIPTS].note, found.number, by.name, str(form.get("text", "")))
    except ManuscriptRefused as refusal:
        return await whole(request, found, status=422, problem=str(refusal))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "note_on_notice", str(found.number))
    raise web.HTTPSeeOther(f"{PLACE}/{found.number}#notes")


async def saved(request: web.Request, found: Manuscript, by: Member, change: Change) -> tuple[View, str]:
    """Applies a change to the item that the form names, and saves it; the page then, and the item that stands there.

    Raises ChangedMeanwhile where somebody else has changed this very item since the form was shown.
    """
    form, store = await request.post(), request.config_dict[MANUSCRIPTS]
    key, seen = str(form.get("item", "")), _number(str(form.get("seen", "")))
    for _ in range(TRIES):
        if others := await asyncio.to_thread(store.since, found.number, seen, key, by.name):
            raise ChangedMeanwhile(others)
        shown = await view(request, found)
        made = change(shown.review, shown.item(key))
        try:
            step = partial(store.save, found.number, found.version, made.review, by.name)
            found = await asyncio.to_thread(step, item=made.key, said=made.said)
            break
        except ChangedMeanwhile:  # another item: once more on what stands there now
            found = await manuscript(request)
    else:
        raise ManuscriptRefused("好几个人同时在改，没有存上，请再按一次")
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "edit_notice", f"{found.number} {key} {made.said}")
    return await view(request, found), made.key


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


async def answer(request: web.Request, made: View, key: str) -> web.Response:
    """The item as it stands now, with what waits; without scripts the page again, at the next item that waits."""
    following = made.after(key)
    if not request.headers.get(HTMX):
        raise web.HTTPSeeOther(f"{PLACE}/{made.manuscript.number}#{anchor(following.key if following else key)}")
    known = {item.key: item for item in made.items}
    context: dict[str, Any] = {
        "view": made,
        "one": made.manuscript,
        "item": known.get(key),
        "kinds": fields.kinds(),
        "editable": True,
    }
    response = await render(request, "item_answer.html", key=key, anchor=anchor, **context)
    if made.manuscript.edition != _number(str((await request.post()).get("edition", ""))):
        response.headers["HX-Refresh"] = "true"  # what it says has changed: sentences may stand open anew
    return response


async def refused(request: web.Request, refusal: Exception) -> web.Response:
    """Says why nothing was saved, beside what was typed."""
    status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
    back = str(request.rel_url.parent)
    response = await render(
        request, "item_refused.html", status=status, problem=str(refusal), back=back, layout=layout(request)
    )
    response.headers.update({"HX-Retarget": "#refused", "HX-Reswap": "innerHTML"})
    return response


async def whole(request: web.Request, found: Manuscript, *, status: int = 200, problem: str = "") -> web.Response:
    """The page of a manuscript, whatever its state."""
    history = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].history, found.number)
    context = {
        "one": found, "names": states.NAMES, "history": history, "when": when, "problem": problem, "anchor": anchor,
        "serving": request.config_dict[KNOWLEDGE_BASE]().release, "states": State, "kinds": fields.kinds(),
    }  # fmt: skip
    if found.review is None or found.state in states.IN_BACKGROUND:
        return await render(request, "manuscript_wait_page.html", status=status, view=None, **context)
    by = await present(request)
    authors = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].authors, found.number)
    topics = request.config_dict[KNOWLEDGE_BASE]().reference.topics
    return await render(
        request, "manuscript.html", status=status, view=await view(request, found), authors=authors, topics=topics,
        own=by.name in authors, editable=found.state is State.EDITING and by.may(Permission.EDIT_NOTICES), **context,
    )  # fmt: skip


def layout(request: web.Request) -> str:
    """A part of a page for whoever has scripts, else a page."""
    return "part.html" if request.headers.get(HTMX) else "base.html"


def anchor(key: str) -> str:
    """The id of an item's element."""
    return "item-" + key.replace(":", "-").replace("/", "-").replace(".", "-")
