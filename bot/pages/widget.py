"""/widget.js: the one script that another site includes; it adds a button and, when pressed, the chat in an iframe."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

SCRIPT = Path(__file__).parent / "static" / "chat" / "widget.js"
KEPT_FOR = 3600  # seconds; short, because the address on other people's sites never changes


async def widget_script(request: web.Request) -> web.Response:
    """The script; any site may load it, which sites may frame the chat is decided by frame-ancestors."""
    return web.Response(
        text=SCRIPT.read_text(encoding="utf-8"),
        content_type="text/javascript",
        charset="utf-8",
        headers={"Cache-Control": f"public, max-age={KEPT_FOR}", "Cross-Origin-Resource-Policy": "cross-origin"},
    )
