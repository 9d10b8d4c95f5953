"""/notices/{id}/forms/{n}.docx: a form that a notice prints, as a Word file made from the notice's own text."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import hdrs, web

from bot.gateway.computing import computed
from bot.gateway.state import KNOWLEDGE_BASE
from policies_kb.forms import file_name, templates, word_file

from .site import render

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def form(request: web.Request) -> web.Response:
    """The file under the name that the notice gives the form; 404 where the notice prints no such form."""
    notice = request.app[KNOWLEDGE_BASE]().notices.get(request.match_info["notice_id"])
    number = int(request.match_info["number"])
    found = next((one for one in templates(notice) if one.number == number), None) if notice else None
    if notice is None or found is None:
        said = "通知里没有印这份表。有的通知只写了附件的名称，请向通知里的咨询电话要。"
        return render(request, "message.html", 404, title="没有这份表", said=said, again="/notices")
    body = await computed(request, word_file, found, notice.head.title)
    named = f"attachment; filename=\"form-{number}.docx\"; filename*=UTF-8''{quote(file_name(found))}"
    return web.Response(body=body, content_type=WORD, headers={hdrs.CONTENT_DISPOSITION: named})


def add_form_pages(app: web.Application) -> None:
    """Routes the forms."""
    app.router.add_get(r"/notices/{notice_id}/forms/{number:\d{1,3}}.docx", form)
