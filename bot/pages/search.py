"""The search box of /notices: a form that works without JavaScript; results lead to the clauses."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.gateway.computing import computed
from bot.gateway.search import CHARACTERS, FILTERS, NAMES, filters_of
from bot.privacy.masking import mask
from policies_kb.releases import StoreError
from policies_kb.search import Asked, Facet, Found, UnknownFilter, search
from policies_kb.search.wording import uncovered_words
from policies_kb.today import today

SHOWN = 20


@dataclass(frozen=True)
class Box:
    """What the form shows: the words, the values chosen, and the results once something was asked.

    ``problem``: what was wrong with the form, in one sentence.
    """

    words: str
    chosen: dict[str, str]
    found: Found | None = None
    problem: str = ""

    @property
    def choices(self) -> list[tuple[str, str, tuple[Facet, ...]]]:
        """Each filter with its name and the values that leave something."""
        facets = self.found.facets if self.found else {}
        return [(name, NAMES[name], facets[name]) for name in FILTERS if facets.get(name)]

    @property
    def nothing(self) -> str:
        """Why nothing was found; "" where something was."""
        return uncovered_words(self.found) if self.found and not self.found.results else ""


async def box_of(request: web.Request) -> Box:
    """The box with the results of what the address asks for. Personal data that was typed is not shown again."""
    words = mask(request.query.get("q", "").strip())[:CHARACTERS]
    chosen = {name: mask(request.query.get(name, "").strip()) for name in FILTERS}
    if not words and not any(chosen.values()):
        return Box(words, chosen)
    try:
        filters = filters_of(request)
        chosen["place"] = filters.place or ""
        return Box(words, chosen, await computed(request, search, Asked(words, today(), filters, SHOWN)))
    except UnknownFilter as error:
        return Box(words, chosen, problem=f"没有这个{NAMES[error.name]}，请重新选。")
    except StoreError:
        return Box(words, chosen, problem="检索暂时不可用，请稍后再试，或在下面的通知里找。")
