"""/notices/{id}/original: the file that a notice was drafted from, byte for byte as the office handed it in."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from aiohttp import hdrs, web

from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.loading import KnowledgeBase
from policies_kb.releases import StoreError
from policies_kb.releases import original as kept
from policies_kb.releases.originals import Named, named
from policies_kb.store import default_url

from .site import render


def original_of(base: KnowledgeBase, notice_id: str) -> Named | None:
    """Which file a notice that serves came from; None where none was kept."""
    source = base.sources.get(notice_id)
    return named(source) if source else None


async def original(request: web.Request) -> web.Response:
    """The file to be saved; 404 where the notice was not made from a file that we have."""
    wanted = original_of(request.app[KNOWLEDGE_BASE](), request.match_info["notice_id"])
    try:
        found = await asyncio.to_thread(kept, default_url(), wanted.digest) if wanted else None
    except StoreError:
        found = None
    if found is None or wanted is None:
        said = "这份通知没有存原件，请看网页上的原文。"
        return render(request, "message.html", 404, title="没有原件", said=said, again="/notices")
    return as_file(wanted.name, found.content)


def as_file(name: str, content: bytes) -> web.Response:
    """A file to be saved, never shown inside our pages: whatever is in it, nothing of it runs here."""
    headers = {
        hdrs.CONTENT_DISPOSITION: f"attachment; filename=\"original\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return web.Response(body=content, content_type="application/octet-stream", headers=headers)


def add_original_pages(app: web.Application) -> None:
    """Routes the originals."""
    app.router.add_get("/notices/{notice_id}/original", original)
