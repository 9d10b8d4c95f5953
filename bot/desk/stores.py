"""What the desk keeps, each in tables of its own beside the conversations."""

from __future__ import annotations

from aiohttp import web

from bot.figures import Figures
from bot.gateway.settings import Settings

from .calls.cards import Cards
from .calls.given import Given
from .corrections.store import Corrections
from .misses.store import Misses
from .notices.store import Manuscripts
from .words.store import Words

CARDS = web.AppKey("cards", Cards)
GIVEN = web.AppKey("given", Given)
MISSES = web.AppKey("misses", Misses)
CORRECTIONS = web.AppKey("corrections", Corrections)
MANUSCRIPTS = web.AppKey("manuscripts", Manuscripts)
WORDS = web.AppKey("words", Words)
FIGURES = web.AppKey("figures", Figures)


def set_up(app: web.Application, settings: Settings) -> None:
    """Gives ``app`` the stores; each opens its database at its first use."""
    app[CARDS] = Cards(settings.store_url)
    app[GIVEN] = Given(settings.store_url)
    app[MISSES] = Misses(settings.store_url)
    app[CORRECTIONS] = Corrections(settings.store_url)
    app[MANUSCRIPTS] = Manuscripts(settings.store_url)
    app[WORDS] = Words(settings.store_url)
    app[FIGURES] = Figures(settings.store_url)
    app.on_cleanup.append(_close)


async def _close(app: web.Application) -> None:
    desk = (CARDS, GIVEN, MISSES, CORRECTIONS, FIGURES, WORDS, MANUSCRIPTS)
    for store in (app[key] for key in desk):
        store.close()
