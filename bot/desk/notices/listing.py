"""The list of notices: uploading one, correcting one that serves, giving one up, the file as it was handed in."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.desk.access import ACCOUNTS, needs, present, takes_file
from bot.desk.pages import render
from bot.desk.stores import MANUSCRIPTS
from bot.gateway.state import KNOWLEDGE_BASE
from bot.pages.originals import as_file
from bot.staff.roles import Permission
from policies_kb.documents.limits import LIMITS, MEGABYTE
from policies_kb.loading.source import digest
from policies_kb.reviewing import of_source
from policies_kb.today import in_beijing

from . import states
from .background import BACKGROUND
from .shown import manuscript
from .states import ManuscriptRefused, State
from .store import LONGEST_NOTE
from .work import safe_name

routes = web.RouteTableDef()
PLACE = "/desk/notices"
FORM_AROUND = 64 * 1024  # bytes of a form besides its file
SUFFIXES = (".txt", ".docx", ".doc", ".pdf", ".html", ".htm")
TOO_LARGE = f"文件太大，最多 {LIMITS.file_size // MEGABYTE} MB。请去掉里面的图片，或只留通知的正文和附件。"
reads, edits = needs(Permission.READ_MANUSCRIPTS), needs(Permission.EDIT_NOTICES)


@routes.get("/notices")
@reads
async def notices(request: web.Request) -> web.Response:
    """What is in work, and what serves."""
    return await _list(request)


@routes.get("/notices/upload")
@edits
async def upload_page(request: web.Request) -> web.Response:
    """The form for a file."""
    return await _upload_page(request)


@routes.post("/notices/upload")
@takes_file(LIMITS.file_size + FORM_AROUND, TOO_LARGE)
@edits
async def upload(request: web.Request) -> web.Response:
    """Keeps the file as it is and begins to read it."""
    form, by = await request.post(), await present(request)
    sent = form.get("file")
    if not isinstance(sent, web.FileField) or not sent.filename:
        return await _upload_page(request, "还没有选文件。请选通知的原件。")
    name = safe_name(sent.filename)
    if not name.lower().endswith(SUFFIXES):
        return await _upload_page(
            request, f"“{name}”这种文件读不了。请上传 Word（.docx、.doc）、PDF、网页（.html）或文本（.txt）。"
        )
    content = await asyncio.to_thread(sent.file.read)
    if not content:
        return await _upload_page(request, f"“{name}”是空的，请换一个文件。")
    if len(content) > LIMITS.file_size:
        return await _upload_page(request, TOO_LARGE)
    made = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].upload, name, content, by.name)
    await asyncio.to_thread(
        request.config_dict[ACCOUNTS].note, by, "upload_notice", f"{made.number} {made.file_digest[:16]} {name}"
    )
    request.config_dict[BACKGROUND].begin(made.number)
    raise web.HTTPSeeOther(f"{PLACE}/{made.number}")


@routes.post("/notices/correct")
@edits
async def correct(request: web.Request) -> web.Response:
    """Begins a correction from the record that serves."""
    form, by = await request.post(), await present(request)
    base = request.config_dict[KNOWLEDGE_BASE]()
    notice_id = str(form.get("notice", ""))
    source = base.sources.get(notice_id)
    if source is None:
        return await _list(request, status=422, problem="没有这份通知")
    title = base.notices[notice_id].head.title
    store = request.config_dict[MANUSCRIPTS]
    try:
        made = await asyncio.to_thread(
            lambda: store.correct(of_source(source), digest({source.id: source}), title, by.name)
        )
    except ManuscriptRefused as refusal:
        return await _list(request, status=422, problem=str(refusal))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "correct_notice", f"{made.number} {notice_id}")
    raise web.HTTPSeeOther(f"{PLACE}/{made.number}")


@routes.post("/notices/{number}/discard")
@edits
async def discard(request: web.Request) -> web.Response:
    """Gives a manuscript up; its history stays."""
    found, form, by = await manuscript(request), await request.post(), await present(request)
    why = str(form.get("reason", "")).strip()[:LONGEST_NOTE]
    store = request.config_dict[MANUSCRIPTS]
    try:
        if not why:
            raise ManuscriptRefused("作废要写明理由")
        await asyncio.to_thread(
            lambda: store.move(
                found.number, by.name, (State.EDITING, State.REFUSED, State.IN_REVIEW), State.DISCARDED,
                kind="discarded", said=f"作废：{why}", reason=why,
            )
        )  # fmt: skip
    except ManuscriptRefused as refusal:
        return await _list(request, status=422, problem=str(refusal))
    await asyncio.to_thread(request.config_dict[ACCOUNTS].note, by, "discard_notice", f"{found.number} {why}")
    raise web.HTTPSeeOther(PLACE)


@routes.get("/notices/{number}/original")
@reads
async def original(request: web.Request) -> web.Response:
    """The file as it was handed in; never shown inside our pages, for a page can do what a file must not."""
    found = await manuscript(request)
    content = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].file, found.number)
    if content is None:
        raise web.HTTPNotFound
    await asyncio.to_thread(
        request.config_dict[ACCOUNTS].note, await present(request), "open_original", f"{found.number} {found.file_name}"
    )
    return as_file(found.file_name, content)


async def _upload_page(request: web.Request, problem: str = "") -> web.Response:
    most = LIMITS.file_size // MEGABYTE
    return await render(
        request, "upload.html", status=422 if problem else 200, problem=problem, most=most, pages=LIMITS.pages
    )


async def _list(request: web.Request, *, status: int = 200, problem: str = "") -> web.Response:
    found = await asyncio.to_thread(request.config_dict[MANUSCRIPTS].all)
    for one in found:
        request.config_dict[BACKGROUND].look_after(one)
    base = request.config_dict[KNOWLEDGE_BASE]()
    live = sorted(base.notices.values(), key=lambda notice: notice.head.issued, reverse=True)
    shown = {"found": found, "live": live, "release": base.release, "names": states.NAMES, "ended": states.ENDED}
    return await render(request, "notices.html", status=status, problem=problem, when=when, **shown)


def when(at: float) -> str:
    """A moment in Beijing, to the minute."""
    return in_beijing(at).strftime("%m-%d %H:%M")
