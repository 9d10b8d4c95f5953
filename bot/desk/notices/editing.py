"""Typing: the form of one item, checked while it is typed, and a new fact for words that have none."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web

from bot.desk.access import needs, present
from bot.desk.pages import render
from bot.gateway.state import KNOWLEDGE_BASE
from bot.staff.roles import Permission
from policies_kb.reference import Reference
from policies_kb.reviewing import ChangeRefused, Content, Item, Review, changing, fields
from policies_kb.reviewing.checking import problems_of
from policies_kb.reviewing.item import Sort
from policies_kb.reviewing.plainly import Plainly

from .review import anchor, answer, layout, refused, saved
from .shown import manuscript, view
from .states import ManuscriptRefused

routes = web.RouteTableDef()
edits = needs(Permission.EDIT_NOTICES)
TYPED = "f-"  # how the names of a form's boxes begin


@routes.get("/notices/{number}/edit")
@edits
async def edit_form(request: web.Request) -> web.Response:
    """The form of one item."""
    found = await manuscript(request)
    shown = await view(request, found)
    try:
        item = shown.item(request.query.get("item", ""))
        boxes = _boxes(found.review.content if found.review else None, item, _reference(request))
    except (ManuscriptRefused, ChangeRefused) as refusal:
        return await refused(request, refusal)
    return await render(
        request, "item_edit.html", one=found, item=item, boxes=boxes, problems=[], layout=layout(request)
    )


@routes.post("/notices/{number}/edit")
@edits
async def edit(request: web.Request) -> web.Response:
    """Saves what was typed; what does not fit is said beside it, and nothing typed is lost."""
    found, by = await manuscript(request), await present(request)
    typed = _typed(await request.post(), _reference(request))
    try:
        made, key = await saved(request, found, by, lambda review, item: changing.edit(review, item, typed, by.name))
    except (ManuscriptRefused, ChangeRefused) as refusal:
        return await _again(request, typed, refusal)
    return await answer(request, made, key)


@routes.post("/notices/{number}/typed")
@edits
async def typed(request: web.Request) -> web.Response:
    """What the record's checks say of the item as it is typed; nothing is saved."""
    found = await manuscript(request)
    form = await request.post()
    if found.review is None:
        raise web.HTTPNotFound
    try:
        item = (await view(request, found)).item(str(form.get("item", "")))
        reference = _reference(request)
        told = await asyncio.to_thread(_checked, found.review, item, _typed(form, reference), reference)
    except (ManuscriptRefused, ChangeRefused) as refusal:
        told = [(getattr(refusal, "field", ""), str(refusal), "")]
    return await render(request, "item_typed.html", problems=told)


@routes.post("/notices/{number}/add")
@edits
async def add(request: web.Request) -> web.Response:
    """A new fact, from a sentence that has none or from words that somebody copied."""
    found, by, form = await manuscript(request), await present(request), await request.post()
    kind, typed = str(form.get("kind", "")), _typed(form, _reference(request))
    try:
        made, key = await saved(request, found, by, lambda review, _: changing.add(review, kind, typed, by.name))
    except (ManuscriptRefused, ChangeRefused) as refusal:
        return await refused(request, refusal)
    return await answer(request, made, key)


def _typed(form: Any, reference: Reference) -> dict[str, str]:
    """What was typed, with the ids that a record writes in the place of the names that people choose by."""
    typed = {name.removeprefix(TYPED): str(text) for name, text in form.items() if name.startswith(TYPED)}
    for name, text in typed.items():
        ids = {called: one for one, called in _names(name, reference).items()}
        if ids:
            typed[name] = "\n".join(ids.get(line.strip(), line) for line in text.replace("\r\n", "\n").split("\n"))
    return typed


def _with_names(name: str, text: str, reference: Reference) -> str:
    """The lines of a box with names in the place of ids; what is chosen from a list keeps its id."""
    names = {} if name in ("topic", "stage") else _names(name, reference)
    return "\n".join(names.get(line, line) for line in text.split("\n"))


def _names(name: str, reference: Reference) -> dict[str, str]:
    """The names by id of what a field holds, where it holds ids."""
    if name in ("topic", "also"):
        return {one: topic.name for one, topic in reference.topics.items()}
    if name == "stage":
        return {one: stage.name for one, stage in reference.stages.items()}
    return {one: path.name for one, path in reference.paths.items()} if name == "paths" else {}


def _checked(review: Review, item: Item, typed: dict[str, str], reference: Reference) -> list[tuple[str, str, str]]:
    """Field, problem and mend of what is typed."""
    made = changing.edit(review, item, typed, "")
    found = problems_of(made.review.content, item, reference)
    plainly = Plainly(made.review.content, reference)
    return [(problem.field.rsplit(".", 1)[-1], plainly(problem.problem), plainly(problem.mend)) for problem in found]


def _boxes(content: Content | None, item: Item, reference: Reference) -> list[dict[str, Any]]:
    """The boxes of the form: those that have a value, or must have one, first."""
    if content is None:
        raise ChangeRefused("还没有起草")
    kind, present_values, names = changing.values_to_edit(content, item)
    head = item.sort is Sort.HEAD
    found = []
    for name in names:
        form = fields.form_of(name, head=head)
        text = _with_names(name, fields.shown(present_values.get(name), form.form), reference)
        options = [(one, fields.choice_name(name, one)) for one in fields.choices(kind, name)] if kind else []
        if name == "topic":
            options = [(one, reference.topics[one].name) for one in reference.topics]
        elif name == "stage":
            options = [(one, reference.stages[one].name) for one in reference.stages]
        found.append({"name": name, "label": form.name, "form": form.form, "text": text, "options": options})
    return sorted(found, key=lambda box: not box["text"])


async def _again(request: web.Request, typed: dict[str, str], refusal: Exception) -> web.Response:
    found = await manuscript(request)
    form = await request.post()
    try:
        item = (await view(request, found)).item(str(form.get("item", "")))
        boxes = _boxes(found.review.content if found.review else None, item, _reference(request))
    except (ManuscriptRefused, ChangeRefused):
        return await refused(request, refusal)
    for box in boxes:
        box["text"] = typed.get(box["name"], box["text"])
    told = [(getattr(refusal, "field", ""), str(refusal), "")]
    response = await render(
        request, "item_edit.html", status=422, one=found, item=item, boxes=boxes, problems=told, layout=layout(request)
    )
    response.headers.update({"HX-Retarget": f"#{anchor(item.key)} .editing", "HX-Reswap": "innerHTML"})
    return response


def _reference(request: web.Request) -> Reference:
    return request.config_dict[KNOWLEDGE_BASE]().reference
