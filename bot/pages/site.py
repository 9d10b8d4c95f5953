"""Templates and static files of the pages. Everything is served from here; nothing comes from another host."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp_jinja2
import jinja2
from aiohttp import web
from markupsafe import Markup, escape

from actions.wording.dates import moment
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.loading import KnowledgeBase
from policies_kb.search.wording import standing_words

from .edition import ROOM, edition_of, remember, switches
from .pointer import pointer_switch, remember_pointer

HERE = Path(__file__).parent
STATIC = HERE / "static"
BUILT = STATIC / "built"  # made by scripts/build_web.sh; absent where it was not run


def set_up(app: web.Application) -> None:
    """Gives ``app`` the templates and the route /static."""
    templates(app, HERE / "templates")
    app.router.add_static("/static", STATIC)


def templates(app: web.Application, folder: Path) -> None:
    """Gives ``app`` the templates of a folder, with the filters of all pages."""
    environment = aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=_day, anchor=anchor, marked=marked, standing=standing_words)
    environment.globals.update(htmx=(BUILT / "htmx.min.js").is_file())


def render(request: web.Request, template: str, status: int = 200, **context: Any) -> web.Response:
    """The page as HTML, in the edition chosen. ``kept``: whether a notice's original can be opened."""
    originals = partial(kept, request.config_dict[KNOWLEDGE_BASE]) if knows(request) else never
    edition = edition_of(request)
    shown = {
        "edition": edition.value,
        "room": ROOM[edition],
        "switches": switches(request),
        "pointer": pointer_switch(request),
        "kept": originals,
        **context,
    }
    response = aiohttp_jinja2.render_template(template, request, shown, status=status)
    remember(request, response)
    remember_pointer(request, response)
    return response


def knows(request: web.Request) -> bool:
    """Whether the pages stand before a knowledge base; a page that only says why there is none has none."""
    return KNOWLEDGE_BASE in request.config_dict


def never(_: str) -> bool:
    """Without a knowledge base there are no originals."""
    return False


def kept(base: Callable[[], KnowledgeBase], notice_id: str) -> bool:
    """Whether the file that a notice was drafted from was kept with it; nothing is read for that."""
    return notice_id in base().originals


def anchor(clause: str) -> str:
    """The clause's id as part of an address: 五(一)10 must survive in a link."""
    return quote(clause, safe="()")


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> Markup:
    """The text with its ranges marked; everything in it is escaped."""
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def _day(value: Any) -> str:
    return moment(value, with_year=True) if value else ""
