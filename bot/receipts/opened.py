"""The receipts of an application, in the conversations' database."""

from __future__ import annotations

from aiohttp import web

from bot.gateway.settings import Settings

from .store import Receipts

RECEIPTS = web.AppKey("receipts", Receipts)


def set_up(app: web.Application, settings: Settings) -> None:
    """Gives ``app`` its receipts."""
    app[RECEIPTS] = Receipts(settings.store_url, settings.receipt_days)
    app.on_cleanup.append(_close)


async def _close(app: web.Application) -> None:
    app[RECEIPTS].close()
