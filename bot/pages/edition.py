"""The editions of the pages: the usual one, 大字 (larger type) and 长辈版 (larger, plainer, with fewer things).

Chosen with ?edition=…, remembered by a cookie that holds the choice and nothing else; neither needs JavaScript. The
name 长辈版 and its sizes: 工信厅信管函〔2021〕67号, attachments 1 and 2 (docs/无障碍.md holds them clause by clause).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from aiohttp import web

from bot.privacy.masking import mask

EDITION = "edition"  # the name of the parameter and of the cookie
YEAR = 365 * 24 * 3600  # seconds


class Edition(StrEnum):
    """How a page is shown. The value stands in the address, in the cookie and in the page."""

    USUAL = "usual"
    LARGE = "large"
    ELDER = "elder"


KNOWN = frozenset(Edition.__members__.values())
NAMES = {Edition.LARGE: "大字", Edition.ELDER: "长辈版"}


@dataclass(frozen=True)
class Switch:
    """A link that turns an edition on, or back to the usual one where it is on."""

    name: str
    on: bool
    address: str


@dataclass(frozen=True)
class Room:
    """How many of a list stand open in an edition; the rest is one tap away. ``lists``: whether those of what to prepare
    stand open at all, and ``files`` whether those that can be fetched do."""

    found: int
    notices: int
    sections: int
    days: int
    picks: int
    lists: bool
    files: bool


# Larger type leaves room for less: no page is to be longer than three screens of a phone (tests/pages/test_editions_seen).
ROOM = {
    Edition.USUAL: Room(found=3, notices=8, sections=18, days=9, picks=60, lists=True, files=True),
    Edition.LARGE: Room(found=2, notices=4, sections=12, days=3, picks=12, lists=False, files=False),
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


def switches(request: web.Request) -> tuple[Switch, ...]:
    """The switches of a page; each leads to the same page with all that its address holds, personal data masked."""
    now = edition_of(request)
    held = request.query.items()
    kept = [(mask(name), mask(value)) for name, value in held if name not in (EDITION, *NEVER_CARRIED)]
    return tuple(
        Switch(
            name,
            now is edition,
            f"{request.path}?{urlencode([*kept, (EDITION, Edition.USUAL if now is edition else edition)])}",
        )
        for edition, name in NAMES.items()
    )


def remember(request: web.Request, response: web.Response) -> None:
    """Keeps the choice for the next page, and says that the page depends on it."""
    response.headers["Vary"] = "Cookie"
    wanted = request.query.get(EDITION)
    if wanted is not None and wanted in KNOWN and wanted != request.cookies.get(EDITION, Edition.USUAL):
        response.set_cookie(EDITION, wanted, max_age=YEAR, samesite="Lax", path="/")
