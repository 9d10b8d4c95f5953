"""/notices/{id}: one notice to read, section by section, with how it stands, whom to phone and what to download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiohttp import web

from bot.gateway.computing import computed, off_the_loop
from bot.gateway.search import CHARACTERS
from bot.gateway.state import KNOWLEDGE_BASE
from bot.privacy.masking import mask
from policies_kb.clauses.model import Clause
from policies_kb.comparing import Comparison, compare
from policies_kb.forms import templates
from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.releases import StoreError
from policies_kb.scope import timeline
from policies_kb.search import Asked, Filters, Found, search
from policies_kb.standing import State, standing_of, state_words
from policies_kb.today import today

from .originals import original_of
from .site import render

SHOWN = 20  # clauses that a search within a notice gives
WHOLE = "whole"  # ?whole=1: every section stands open, for browsers that do not open them for a link


@dataclass(frozen=True)
class Badge:
    """How the application stands today. ``state`` gives the colour, ``says`` the same in words."""

    state: str
    says: str


@dataclass(frozen=True)
class Section:
    """A clause of the first level with all that stands under it; ``name`` is what the contents call it."""

    name: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Inside:
    """The search within the notice: what was asked, and what was found; ``problem`` in one sentence."""

    words: str
    found: Found | None = None
    problem: str = ""


async def notice(request: web.Request) -> web.Response:
    """One notice, clause by clause in printed order; 404 with the list for an id that is not on file."""
    found = request.app[KNOWLEDGE_BASE]().notices.get(request.match_info["notice_id"])
    if found is None:
        return _not_on_file(request)
    inside = await _inside(request, found)
    return await computed(request, _page, request, found, inside)


def _page(request: web.Request, found: Notice, inside: Inside) -> web.Response:
    base = request.app[KNOWLEDGE_BASE]()
    day, times = today(), timeline(base)
    return render(
        request,
        "notice.html",
        notice=found,
        badge=badge(base, found),
        phones=tuple(dict.fromkeys(contact.phone for contact in found.contacts)),
        forms=templates(found),
        original=original_of(base, found.id),
        sections=tuple(sections(found)),
        whole=bool(request.query.get(WHOLE)),
        inside=inside,
        changes=[n for n in base.notices.values() if found.id in n.head.amends and n.head.issued <= day],
        changed=[base.notices[name] for name in found.head.amends],
        later=None if found.head.amends else times.followed(found, day),
        before=round_before(base, found),
    )


def badge(base: KnowledgeBase, notice: Notice) -> Badge | None:
    """How the application stands; None for a notice that only changes another and names no days itself."""
    standing = standing_of(base, notice.id, today())
    if standing.state is State.UNSTATED and notice.head.amends:
        return None
    return Badge("open" if standing.state.runs else standing.state.value, state_words(standing))


def sections(notice: Notice) -> Iterator[Section]:
    """The clauses of the first level in printed order, each with its own below it."""
    together: list[Clause] = []
    for clause in notice.tree.clauses.values():
        if clause.parent is None and together:
            yield _section(together, notice.head.title)
            together = []
        together.append(clause)
    if together:
        yield _section(together, notice.head.title)


def _section(clauses: list[Clause], title: str) -> Section:
    first = clauses[0]
    named = first.heading and first.heading != title
    return Section(f"{first.id} {first.heading}" if named else first.id, tuple(clauses))


def round_before(base: KnowledgeBase, notice: Notice) -> Notice | None:
    """The last round of the same line before this one; None where none is on file, and for what amends another."""
    if notice.head.amends:
        return None
    earlier = [one for one in timeline(base).rounds(notice, today()) if one.head.round.order < notice.head.round.order]
    return earlier[-1] if earlier else None


async def _inside(request: web.Request, notice: Notice) -> Inside:
    """What the address asks for within the notice. Personal data that was typed is not shown again."""
    words = mask(request.query.get("q", "").strip())[:CHARACTERS]
    if not words:
        return Inside(words)
    try:
        asked = Asked(words, today(), Filters(notice=notice.id), SHOWN)
        return Inside(words, await computed(request, search, asked))
    except StoreError:
        return Inside(words, problem="检索暂时不可用，请在下面的目录里找。")


@off_the_loop
def changes(request: web.Request) -> web.Response:
    """/notices/{id}/changes: what differs from the round before; 404 where there is none."""
    base = request.app[KNOWLEDGE_BASE]()
    found = base.notices.get(request.match_info["notice_id"])
    if found is None:
        return _not_on_file(request)
    before = round_before(base, found)
    if before is None:
        said = "上一轮的通知没有收录，不能比较。"
        return render(request, "message.html", 404, title="没有上一轮", said=said, again=f"/notices/{found.id}")
    return render(request, "changes.html", notice=found, before=before, found=_differences(base, before, found))


def _differences(base: KnowledgeBase, before: Notice, notice: Notice) -> Comparison:
    """Both as they are in force today, later amendments included."""
    times = timeline(base)
    return compare(times.as_of(before, today()), times.as_of(notice, today()), base.reference)


def _not_on_file(request: web.Request) -> web.Response:
    return render(request, "message.html", 404, title="没有这份通知", said="没有收录这个编号的通知。", again="/notices")


def add_notice_page(app: web.Application) -> None:
    """Routes one notice and what changed in it."""
    app.router.add_get("/notices/{notice_id}", notice)
    app.router.add_get("/notices/{notice_id}/changes", changes)
