"""From reviewed drafts to the next release."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from policies_kb.loading import NoticeSource, Problem
from policies_kb.loading.source import digest

from .drafts import draft_row, drop, named
from .errors import NoRelease, RefusedRelease, ReleaseError
from .fitting import Gate, Losses, by_notice, changes, nothing_lost
from .making import make
from .sessions import EMPTY, writing
from .stored import current_number, documents, drafted, merged
from .tables import DraftRow

ORIGIN = "draft"


def release(
    url: str,
    notice_ids: Collection[str] | None,
    *,
    reviewer: str,
    reason: str,
    gate: Gate,
    losses: Losses = nothing_lost,
    remove: Collection[str] = (),
    author: str | None = None,
) -> int:
    """The number of a new release: the current one with these drafts in it and without the notices of ``remove``.

    ``notice_ids`` None: every draft in review. ``author``: who asks for it, when no draft says so (only removals).
    ``gate`` sees the whole set as it would be served; ``losses`` tells what is gone from what serves. Raises
    RefusedRelease with the problems of the notices that change, ReleaseError when a draft is not in review, when its
    author reviews it, or when nothing would change; then nothing was written.
    """
    who, why = named(reviewer, "审核人"), reason.strip()
    if not why:
        raise ReleaseError("没有写发布的理由")
    with writing(url) as session:
        drafts = _reviewed(session, notice_ids)
        authors = list(dict.fromkeys(draft.author for draft in drafts)) or [named(author or "", "作者")]
        if any(who.casefold() == one.casefold() for one in authors):
            raise ReleaseError(f"{who} 是作者，不能自己审核：换一个人审核")
        before = _serving(session)
        candidate = _candidate(before, drafted(session, drafts), remove)
        told = losses(candidate, before)
        made = _gated(session, candidate, before, gate, told, author="、".join(authors), reviewer=who, reason=why)
        for draft in drafts:
            drop(session, draft.notice_id)
        return made


def release_reviewed(
    url: str,
    source: NoticeSource,
    *,
    started_from: str,
    authors: Collection[str],
    reviewer: str,
    reason: str,
    gate: Gate,
) -> int:
    """The number of a new release: the current one with this very notice in it, as its reviewer has seen it.

    ``started_from``: the digest of the notice as it served when work on it began, "" where it was not on file. Raises
    RefusedRelease with the problems of this notice, ReleaseError when one of its ``authors`` reviews it, when it has
    been released anew meanwhile, or when nothing would change, and NoRelease
    before the first release; then nothing was written. What is gone from it is not asked for again: at the desk
    nothing goes but by somebody's word, which is kept in the history and seen by the reviewer.
    """
    who, why = named(reviewer, "审核人"), reason.strip()
    if not why:
        raise ReleaseError("没有写发布的理由")
    if any(who.casefold() == one.casefold() for one in authors):
        raise ReleaseError(f"{who} 上传或改过这份通知，不能自己审核：换一个人审核")
    with writing(url) as session:
        before = _serving(session)
        if not before:
            raise NoRelease(EMPTY)  # a release of this one alone would take all others away
        if _digest(before, source.id) != started_from:
            raise ReleaseError(f"{source.id} 在这期间有了新的发布：从新的那一份重新更正")
        candidate = _candidate(before, {source.id: source}, ())
        return _gated(session, candidate, before, gate, [], author="、".join(authors), reviewer=who, reason=why)


def _digest(sources: Mapping[str, NoticeSource], notice_id: str) -> str:
    return digest({notice_id: sources[notice_id]}) if notice_id in sources else ""


def _serving(session: Session) -> dict[str, NoticeSource]:
    number = current_number(session)
    return dict(documents(session, number)) if number is not None else {}


def _gated(
    session: Session,
    candidate: Mapping[str, NoticeSource],
    before: Mapping[str, NoticeSource],
    gate: Gate,
    told: list[Problem],
    *,
    author: str,
    reviewer: str,
    reason: str,
) -> int:
    found = by_notice([*told, *gate(candidate)], candidate)
    held = [problem for name in sorted(changes(candidate, before)) for problem in found.get(name, [])]
    if held:
        raise RefusedRelease(list(dict.fromkeys(held)))
    return make(session, candidate, author=author, reviewer=reviewer, reason=reason, origin=ORIGIN)


def _reviewed(session: Session, notice_ids: Collection[str] | None) -> list[DraftRow]:
    if notice_ids is None:
        in_review = select(DraftRow).where(DraftRow.state == "in_review").order_by(DraftRow.notice_id)
        return list(session.scalars(in_review))
    drafts = [draft_row(session, notice_id) for notice_id in dict.fromkeys(notice_ids)]
    for draft in drafts:
        if draft.state != "in_review":
            raise ReleaseError(f"{draft.notice_id} 还没有提交审核：先 submit {draft.notice_id}")
    return drafts


def _candidate(
    before: Mapping[str, NoticeSource], drafts: Mapping[str, NoticeSource], remove: Collection[str]
) -> dict[str, NoticeSource]:
    for notice_id in remove:
        if notice_id in drafts:
            raise ReleaseError(f"{notice_id} 既要发布又要撤下：只留一样")
        if notice_id not in before:
            raise ReleaseError(f"当前发布里没有 {notice_id}，不用撤下")
    candidate = merged(before, drafts, remove)
    if candidate == dict(before):
        raise ReleaseError("没有要发布的：没有审核中的草稿，或者草稿和当前发布一样")
    if not candidate:
        raise ReleaseError("这样一份通知也不剩：至少留一份")
    return candidate
