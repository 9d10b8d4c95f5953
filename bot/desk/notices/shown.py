"""A manuscript as its page shows it. What follows from its words alone is worked out once for each edition."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.desk.stores import MANUSCRIPTS
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.clauses import parse
from policies_kb.reference import Reference
from policies_kb.reviewing import Item, Review, decided, prepared
from policies_kb.reviewing.checking import Tried
from policies_kb.reviewing.differing import sentences
from policies_kb.reviewing.places import Printed, page
from policies_kb.reviewing.plainly import Plainly

from .asked import Asked, answered_again, answered_anew, tried
from .states import ManuscriptRefused
from .store import Manuscript

KEPT = 8  # manuscripts whose page is kept at hand
LONGEST_NUMBER = 15  # digits


@dataclass(frozen=True)
class View:
    """The original on the left, the items on the right."""

    manuscript: Manuscript
    items: list[Item]
    page: list[Printed]
    plainly: Plainly

    @property
    def review(self) -> Review:
        """The notice as it stands, with what people decided."""
        assert self.manuscript.review is not None
        return self.manuscript.review

    @property
    def waiting(self) -> list[Item]:
        """The items that wait for a person."""
        return [item for item in self.items if not item.settled]

    @property
    def to_confirm(self) -> int:
        """How many single values nobody has compared yet."""
        return sum(len(item.unconfirmed) for item in self.items)

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What changed against last year, sentence by sentence."""
        return list(self.review.content.marks.get("changes", ()))

    def last_year(self, item: Item) -> Mapping[str, Any] | None:
        """How the sentence of an item that changed was printed before, and is printed now, piece by piece."""
        if not item.changed:
            return None
        return next(iter(sentences(self.changes, item.quotes)), None)

    @property
    def asked(self) -> list[Asked]:
        """What the gate asked and was answered otherwise than last year."""
        return answered_anew(tried(self.manuscript.checked))

    @property
    def asked_again(self) -> list[Tried]:
        """What the gate asked and was answered as last year."""
        return answered_again(tried(self.manuscript.checked))

    @property
    def passed(self) -> bool:
        """Whether the gate let exactly this pass."""
        checked = self.manuscript.checked
        return checked is not None and checked["digest"] == self.manuscript.digest and not checked["problems"]

    def where(self, problem: Mapping[str, str]) -> str:
        """Where the checks found something, as the items are called."""
        place = problem["where"].split(" ")[-1]
        return self.plainly(place) if "[" in place or place.startswith("notice") else problem["where"]

    def item(self, key: str) -> Item:
        """Raises ManuscriptRefused where there is none of this key any more."""
        found = next((one for one in self.items if one.key == key), None)
        if found is None:
            raise ManuscriptRefused("这一条已经不在了：请重新打开这一页")
        return found

    def after(self, key: str) -> Item | None:
        """The next item that waits, after this one; from the top again at the end."""
        at = next((place for place, one in enumerate(self.items) if one.key == key), -1)
        return next((one for one in (*self.items[at + 1 :], *self.items[: at + 1]) if not one.settled), None)


class Pages:
    """Works the pages of manuscripts out, and keeps the last few."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], tuple[tuple[Item, ...], list[Printed], Plainly]] = OrderedDict()

    def view(self, found: Manuscript, reference: Reference) -> View:
        """The page of a manuscript that has been drafted."""
        assert found.review is not None
        key = (found.number, found.edition)
        if key not in self._kept:
            items = prepared(found.review.content, reference)
            content = found.review.content
            self._kept[key] = (items, page(parse(content.text), items), Plainly(content, reference))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        items, printed, plainly = self._kept[key]
        return View(found, decided(items, found.review.decisions), printed, plainly)


PAGES = web.AppKey("manuscript_pages", Pages)


async def manuscript(request: web.Request) -> Manuscript:
    """The manuscript that the address names; 404 where there is none."""
    written = request.match_info["number"]
    if not (written.isascii() and written.isdecimal() and len(written) <= LONGEST_NUMBER):
        raise web.HTTPNotFound
    try:
        return await asyncio.to_thread(request.config_dict[MANUSCRIPTS].one, int(written))
    except ManuscriptRefused as refusal:
        raise web.HTTPNotFound from refusal


async def view(request: web.Request, found: Manuscript) -> View:
    """Its page; 404 before it has been drafted."""
    if found.review is None:
        raise web.HTTPNotFound
    return await asyncio.to_thread(
        request.config_dict[PAGES].view, found, request.config_dict[KNOWLEDGE_BASE]().reference
    )
