"""The editions of the pages: the usual one, 大字 (larger type) and 长辈版 (larger, plainer, with fewer things).

Chosen with ?edition=…, remembered by a cookie that holds the choice and nothing else; neither needs JavaScript. The
name 长辈版 and its sizes: 工信厅信管函〔2021〕67号, attachments 1 and 2 (docs/无障碍.md holds them clause by clause).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import yaml
from aiohttp import web

from bot.privacy.masking import mask

EDITION = "edition"  # the name of the parameter and of the cookie
YEAR = 365 * 24 * 3600  # seconds


class Edition(StrEnum):
    """How a page is shown, the smallest type first. The value stands in the address, in the cookie and in the page."""

    USUAL = "usual"
    LARGE = "large"
    ELDER = "elder"


KNOWN = frozenset(Edition.__members__.values())
NAMES = Path(__file__).with_name("editions.yml")


@dataclass(frozen=True)
class Switch:
    """A link that turns an edition on, or back to the usual one where it is on."""

    name: str
    on: bool
    address: str
    to: str  # the value that is turned on


@dataclass(frozen=True)
class Room:
    """How many of a list stand open in an edition; the rest is one tap away. ``lists``: whether those of what to
    prepare stand open at all, and ``files`` whether those that can be fetched do."""

    found: int
    notices: int
    sections: int
    days: int
    picks: int
    lists: bool
    files: bool


# Larger type leaves room for less: no page is to be longer than three screens of a phone.
ROOM = {
    Edition.USUAL: Room(found=3, notices=8, sections=18, days=9, picks=60, lists=True, files=True),
    Edition.LARGE: Room(found=1, notices=4, sections=12, days=3, picks=12, lists=False, files=False),
    Edition.ELDER: Room(found=1, notices=3, sections=9, days=0, picks=12, lists=False, files=False),
}
NEVER_CARRIED = ("s", "sender")  # whose conversation it is stands in no address, whoever made the one that was opened


def edition_of(request: web.Request) -> Edition:
    """The edition that the address asks for, else the one chosen before; the usual one where neither is known."""
    for wanted in (request.query.get(EDITION), request.cookies.get(EDITION)):
        if wanted in KNOWN:
            return Edition(wanted)
    return Edition.USUAL


def edition_asked(request: web.Request) -> dict[str, str]:
    """The edition for addresses, where this one names it: in a frame of another site no cookie is kept."""
    return {EDITION: edition_of(request).value} if request.query.get(EDITION) in KNOWN else {}


def address_with(request: web.Request, name: str, value: str) -> str:
    """The same page with one choice of how it is shown; all else that its address holds stays, personal data masked."""
    held = request.query.items()
    kept = [(mask(known), mask(told)) for known, told in held if known not in (name, *NEVER_CARRIED)]
    return f"{request.path}?{urlencode([*kept, (name, value)])}"


def switches(request: web.Request) -> tuple[Switch, ...]:
    """The switches of a page; each leads to the same page."""
    now = edition_of(request)
    return tuple(_switch(request, edition, now is edition) for edition in names())


def switches_named(request: web.Request, words: str) -> tuple[Switch, ...]:
    """The editions larger than this one that the words name: by what is on the switch alone, or by another name among
    other words."""
    now, said = edition_of(request), words.strip()
    found = (e for e, (name, *others) in names().items() if said == name or any(other in said for other in others))
    order = list(Edition)
    return tuple(_switch(request, edition, False) for edition in found if order.index(edition) > order.index(now))


def _switch(request: web.Request, edition: Edition, on: bool) -> Switch:
    leads = address_with(request, EDITION, Edition.USUAL if on else edition)
    return Switch(names()[edition][0], on, leads, edition.value)


@lru_cache
def names() -> dict[Edition, tuple[str, ...]]:
    """What each edition is called (editions.yml): the name on its switch, then the others that people use."""
    told = yaml.safe_load(NAMES.read_text(encoding="utf-8"))
    return {Edition(edition): (one["name"], *one["also"]) for edition, one in told.items()}


def remember(request: web.Request, response: web.Response) -> None:
    """Keeps the choice for the next page, and says that the page depends on it."""
    response.headers["Vary"] = "Cookie"
    keep(request, response, EDITION, KNOWN, Edition.USUAL)


def keep(request: web.Request, response: web.Response, name: str, known: Collection[str], usual: str) -> None:
    """Keeps a choice that the address makes in a cookie that holds it and nothing else."""
    wanted = request.query.get(name)
    if wanted is not None and wanted in known and wanted != request.cookies.get(name, usual):
        response.set_cookie(name, wanted, max_age=YEAR, samesite="Lax", path="/")
