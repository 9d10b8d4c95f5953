"""What the desk keeps, each in tables of its own beside the conversations."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.settings import Settings

from .calls.cards import Cards
from .calls.given import Given
from .corrections.store import Corrections
from .misses.store import Misses
from .notices.store import Manuscripts

CARDS = web.AppKey("cards", Cards)
GIVEN = web.AppKey("given", Given)
MISSES = web.AppKey("misses", Misses)
CORRECTIONS = web.AppKey("corrections", Corrections)
MANUSCRIPTS = web.AppKey("manuscripts", Manuscripts)


def set_up(app: web.Application, settings: Settings) -> None:
    """Gives ``app`` the stores; each opens its database at its first use."""
    app[CARDS] = Cards(settings.store_url)
    app[GIVEN] = Given(settings.store_url)
    app[MISSES] = Misses(settings.store_url)
    app[CORRECTIONS] = Corrections(settings.store_url)
    app[MANUSCRIPTS] = Manuscripts(settings.store_url)
    app.on_cleanup.append(_close)


async def _close(app: web.Application) -> None:
    for store in (app[CARDS], app[GIVEN], app[MISSES], app[CORRECTIONS], app[MANUSCRIPTS]):
        store.close()
