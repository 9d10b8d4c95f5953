"""Security headers on every response, and CORS for the origins that an operator has named.

Sources: W3C CSP Level 3, the Fetch standard (CORS), OWASP's list of secure headers.
"""

from __future__ import annotations

from aiohttp import hdrs, web, web_response
from aiohttp.typedefs import Middleware

from bot.gateway.errors import Handler
from bot.gateway.settings import Settings

EMBEDDED = "/embed"
API = "/api/"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address of /check holds what a person told
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SERVER = "assistant"  # which server and version answers is nobody's business
ALLOWED_HEADERS = "Content-Type, X-Message-Id"
PREFLIGHT_KEPT = 600  # seconds


def add_security_headers(app: web.Application, settings: Settings) -> None:
    """Puts the headers on whatever leaves, errors and files too."""
    ancestors = " ".join(("'self'", *settings.frame_ancestors))

    async def prepare(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        embeddable = request.path == EMBEDDED
        policy = POLICY.format(ancestors=ancestors if embeddable else "'self'")
        response.headers.setdefault("Content-Security-Policy", policy)
        if request.path.startswith(API):
            response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
        response.headers[hdrs.SERVER] = SERVER

    app.on_response_prepare.append(prepare)
    # What cannot be parsed is answered by aiohttp before any application sees it, with aiohttp's name and version.
    web_response.SERVER_SOFTWARE = SERVER  # type: ignore[attr-defined]


def cross_origin(settings: Settings) -> Middleware:
    """A middleware that lets pages of the named origins call /api/*, preflights included."""
    allowed = frozenset(settings.allowed_origins)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get(hdrs.ORIGIN, "")
        if not request.path.startswith(API) or not origin:
            return await handler(request)
        if request.method == hdrs.METH_OPTIONS and hdrs.ACCESS_CONTROL_REQUEST_METHOD in request.headers:
            response: web.StreamResponse = web.Response(status=204)
            if origin in allowed:
                response.headers[hdrs.ACCESS_CONTROL_ALLOW_METHODS] = "GET, POST"
                response.headers[hdrs.ACCESS_CONTROL_ALLOW_HEADERS] = ALLOWED_HEADERS
                response.headers[hdrs.ACCESS_CONTROL_MAX_AGE] = str(PREFLIGHT_KEPT)
        else:
            response = await handler(request)
        response.headers[hdrs.VARY] = hdrs.ORIGIN
        if origin in allowed:
            response.headers[hdrs.ACCESS_CONTROL_ALLOW_ORIGIN] = origin
        return response

    return middleware
