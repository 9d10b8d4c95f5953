"""特大鼠标: a larger mouse pointer, offered in 长辈版 to whoever has a mouse (工信厅信管函〔2021〕67号, attachment 1).

Chosen with ?pointer=large and remembered like an edition. The pictures are static/pointer*.svg, put in by pointer.css.
"""

from __future__ import annotations

from aiohttp import web

from .edition import Edition, Switch, address_with, edition_of, keep

POINTER = "pointer"  # the name of the parameter and of the cookie
LARGE, USUAL = "large", "usual"
KNOWN = frozenset({LARGE, USUAL})
NAME, BACK = "特大鼠标", "普通鼠标"


def pointer_switch(request: web.Request) -> Switch | None:
    """The switch of a page in 长辈版, which leads to the same page; None in the other editions."""
    if edition_of(request) is not Edition.ELDER:
        return None
    wanted = request.query.get(POINTER) or request.cookies.get(POINTER)
    on = wanted == LARGE
    return Switch(BACK if on else NAME, on, address_with(request, POINTER, USUAL if on else LARGE), LARGE)


def remember_pointer(request: web.Request, response: web.Response) -> None:
    """Keeps the choice for the next page."""
    keep(request, response, POINTER, KNOWN, USUAL)
