"""Whoever changes something or asks comes from a page of ours, of a named site, or from no browser at all; and says in
what form the body is. Sources: the Fetch standard (CORS, Sec-Fetch-Site), OWASP on cross-site request forgery.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from bot.gateway.errors import ApiError, Handler
from bot.gateway.headers import API
from bot.gateway.settings import Settings

SENT_FROM = "Sec-Fetch-Site"
NOT_FOREIGN = frozenset({"same-origin", "none"})  # "none": typed or from a bookmark
READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})
JSON, FORM, UPLOAD = "application/json", "application/x-www-form-urlencoded", "multipart/form-data"
DESK = "/desk"
# The platform's server pushes XML and signs it; no browser has a part in it.
SIGNED = frozenset({"/wechat", "/wecom"})


class Foreign(ApiError):
    """A page of another site sends this."""

    def __init__(self) -> None:
        mend = "请打开我们的网页再提交；别的网站要调用接口，请管理员写进 ZC_ALLOWED_ORIGINS"
        super().__init__(403, "foreign_origin", "这个请求是从别的网站发来的", mend)


def forms_of(path: str) -> tuple[str, ...]:
    """The media types that a door takes; the desk's files come as uploads."""
    if path.startswith(API):
        return (JSON,)
    return (FORM, UPLOAD) if path.startswith(DESK) else (FORM,)


def own_pages_only(settings: Settings) -> Middleware:
    """A middleware that refuses what another site's page sends (403), and bodies of another form (415)."""
    named = frozenset(settings.allowed_origins)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method in READING or request.path in SIGNED or request.match_info.http_exception is not None:
            return await handler(request)
        if _foreign(request, settings.public_url) and not (
            request.path.startswith(API) and request.headers.get(hdrs.ORIGIN) in named
        ):
            raise Foreign
        taken = forms_of(request.path)
        if request.content_type not in taken:
            # A page of another site may send text without asking first; JSON only after a preflight.
            wanted = "JSON" if JSON in taken else "网页表单"
            raise ApiError(415, "unsupported_media_type", f"只收{wanted}", f"请求头写 Content-Type: {taken[0]}")
        return await handler(request)

    return middleware


def _foreign(request: web.Request, public_url: str) -> bool:
    """Whether a browser says that another site's page sends this. Browsers too old to say from which site write the
    origin "null" on our own forms, for our pages tell no referrer: those are taken, and bear a signed sender."""
    site = request.headers.get(SENT_FROM)
    if site is not None:
        return site not in NOT_FOREIGN
    origin = request.headers.get(hdrs.ORIGIN, "null")
    return origin != "null" and origin != public_url and urlsplit(origin).netloc != request.host


__all__ = ["SIGNED", "Foreign", "forms_of", "own_pages_only"]
