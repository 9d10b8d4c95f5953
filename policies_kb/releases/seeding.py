"""The folder of notices that comes with the program as the seed of releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from policies_kb.loading import Problem
from policies_kb.loading.source import digest, read_each

from .fitting import Gate, Losses, fit, nothing_lost
from .making import make
from .sessions import writing
from .stored import current_release, documents
from .tables import ActivationRow, ReleaseRow

ORIGIN = "folder"
REASON = "随通知文件夹更新"


@dataclass(frozen=True)
class Seeded:
    """What a look at the folder led to.

    ``made``: the new release. ``refused``: the problems by notice; of these, ``kept`` stay as they were released last
    and ``left_out`` are not in the release. ``held``: why the folder was not applied, and what to do, in one line.
    ``gone``: those of the release before that the folder has no more, and the new release neither.
    """

    made: int | None = None
    refused: Mapping[str, list[Problem]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    held: str = ""
    gone: tuple[str, ...] = ()


def seed(
    url: str,
    folder: Path,
    gate: Gate,
    serves: Gate | None = None,
    *,
    losses: Losses = nothing_lost,
    again: bool = False,
) -> Seeded:
    """Makes a release of ``folder`` where there is none yet, or the current one came from a folder that has changed.

    The gate sees the whole folder, and ``losses`` tells what is gone since it was released; a notice with problems
    stays at its last released version, if this can still be served (``fit``; ``serves`` tells, else the gate). A
    release that people made, be it from drafts or by going back, is never overwritten. ``again``: asks the gate even
    where the folder is what was released, because the program may have changed.
    """
    sources, refused = read_each(folder)
    with writing(url) as session:
        current = current_release(session)
        same = current is not None and digest(sources) == current.digest
        if current is not None and current.origin != ORIGIN:
            return Seeded(refused=refused, held="" if same else _held_by_drafts(current.number, folder))
        if same and not again:
            return Seeded(refused=refused, left_out=tuple(refused))
        before = documents(session, current.number) if current else {}
        chosen, refused = fit(gate, sources, before, refused, serves or gate, losses)
        kept = tuple(name for name in refused if name in chosen)
        left_out = tuple(name for name in refused if name not in chosen)
        if not chosen or (current and digest(chosen) == current.digest):
            return Seeded(None, refused, kept, left_out)
        if gone_back := _gone_back_from(session, digest(chosen)):
            return Seeded(None, refused, kept, left_out, _held_by_rollback(gone_back))
        made = make(session, chosen, author=ORIGIN, reviewer=None, reason=REASON, origin=ORIGIN)
        gone = tuple(name for name in before if name not in chosen and name not in left_out)
        return Seeded(made, refused, kept, left_out, gone=gone)


def _gone_back_from(session: Session, wanted: str) -> int | None:
    """The release with these contents, if going back is what ended it."""
    last = session.scalar(select(ActivationRow).order_by(ActivationRow.seq.desc()).limit(1))
    if last is None or last.kind != "rollback":
        return None
    of_these = select(ReleaseRow.number).where(ReleaseRow.digest == wanted).order_by(ReleaseRow.number.desc())
    return session.scalar(of_these.limit(1))


def _held_by_drafts(number: int, folder: Path) -> str:
    return (
        f"当前的第 {number} 号发布来自审核过的草稿，文件夹里的改动没有用上；"
        f"要用：import {folder} --author 姓名，再 submit、release"
    )


def _held_by_rollback(number: int) -> str:
    return f"文件夹的内容就是退回前的第 {number} 号发布，没有再用；要用：改好文件夹，或 rollback {number}"
