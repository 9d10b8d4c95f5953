"""The receipts and the short addresses of an application, in the conversations' database."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.settings import Settings

from .checklists import Checklists
from .store import Receipts

RECEIPTS = web.AppKey("receipts", Receipts)
CHECKLISTS = web.AppKey("checklists", Checklists)


def set_up(app: web.Application, settings: Settings) -> None:
    """Gives ``app`` them."""
    app[RECEIPTS] = Receipts(settings.store_url, settings.receipt_days)
    app[CHECKLISTS] = Checklists(settings.store_url)
    app.on_cleanup.append(_close)


async def _close(app: web.Application) -> None:
    app[RECEIPTS].close()
    app[CHECKLISTS].close()
