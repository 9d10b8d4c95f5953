"""What a browser gets instead of the page it asked for."""

from __future__ import annotations

import asyncio

from aiohttp import hdrs, web

from .access import ACCOUNTS, Handler, member
from .pages import render

HTMX = "HX-Request"
SIGN_IN = "/desk/sign-in"
WORDS = {
    403: ("不能这样做", "您的账号没有这项权限，或者这一页已经过时。请返回后重新打开；仍不行请找管理员。"),
    404: ("没有这一页", "地址不对，或者内容已经移走。"),
    405: ("不能这样做", "这个地址不支持这种请求。"),
    413: ("内容太长", "请把内容写短一些。"),
}


@web.middleware
async def as_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns a refusal into a page in Chinese; who is not signed in is led to the sign-in."""
    try:
        return await handler(request)
    except web.HTTPUnauthorized:
        if request.headers.get(HTMX):  # a part of a page: the whole page has to go there
            return web.Response(status=204, headers={"HX-Redirect": SIGN_IN})
        raise web.HTTPSeeOther(SIGN_IN) from None
    except web.HTTPException as error:
        if error.status < 400:
            raise
        title, said = WORDS.get(error.status, ("不能这样做", "请返回后重试。"))
        said = getattr(error, "reason_shown", "") or said
        response = await render(request, "message.html", status=error.status, title=title, said=said)
        if allow := error.headers.get(hdrs.ALLOW):
            response.headers[hdrs.ALLOW] = allow
        return response


@web.middleware
async def only_when_open(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Without an admin there is no desk: 404, except for the link by which the first one chooses a password."""
    if request.path.startswith("/desk/invitation/") or await member(request) is not None:
        return await handler(request)
    if not await asyncio.to_thread(request.config_dict[ACCOUNTS].open_for_work):
        said = "工作台还没有开通。管理员请在服务器上运行：.venv/bin/assistant staff invite 登录名 --role admin"
        return await render(request, "message.html", status=404, title="工作台还没有开通", said=said)
    return await handler(request)
