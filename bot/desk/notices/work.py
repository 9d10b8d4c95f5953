"""What takes seconds: reading and drafting, the gate, a release. `python -m bot.desk.notices.work NUMBER` does it.

It runs in a process of its own, so that no answer to an applicant waits for it, and a lost connection or a restart of
the assistant does not end it. What comes of it stands in the database.
"""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from policies_kb.documents import DocumentError
from policies_kb.drafting.draft import draft
from policies_kb.drafting.reading import read_file
from policies_kb.gate import check_sources
from policies_kb.loading import Problem, RecordError
from policies_kb.loading.source import digest
from policies_kb.reference import load_reference
from policies_kb.releases import Original, RefusedRelease, ReleaseError, StoreError, keep_original, release_reviewed
from policies_kb.reviewing import of_draft
from policies_kb.reviewing.checking import check, concerns
from policies_kb.search import index_release
from policies_kb.serving import serving_base
from policies_kb.store import default_url
from policies_kb.today import today

from .states import ManuscriptRefused, State
from .store import Manuscript, Manuscripts

logger = logging.getLogger(__name__)
BROKE = "检查到一半出错了，没有发布任何内容。请再试一次；还不行，请把时间和稿件号告诉管理员"
NAMELESS = "通知"
LONGEST_NAME = 120  # characters


def do(store: Manuscripts, number: int) -> None:
    """Does what the state of this manuscript asks for; nothing where another process does it already."""
    if not store.claim(number):
        return
    found = store.one(number)
    try:
        {State.READING: _read, State.CHECKING: _check, State.RELEASING: _release}[found.state](store, found)
    except Exception:  # whatever it was, the manuscript must not hang
        logger.exception("the work on manuscript %d broke", number)
        _give_back(store, found, BROKE)


def safe_name(name: str) -> str:
    """The last part of a name that a browser sent, without what means something to a file system or a page."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*\x7f').strip(". ")
    stem, dot, suffix = kept.rpartition(".")
    return f"{(stem if dot else kept)[:LONGEST_NAME]}{dot}{suffix[:10] if dot else ''}" or NAMELESS


def _give_back(store: Manuscripts, found: Manuscript, said: str) -> None:
    after = {State.READING: State.REFUSED, State.CHECKING: State.EDITING, State.RELEASING: State.IN_REVIEW}
    store.move(found.number, "", found.state, after[found.state], kind="failed", said=said, problem=said)


def _read(store: Manuscripts, found: Manuscript) -> None:
    content = store.file(found.number) or b""
    with tempfile.TemporaryDirectory(prefix="notice-") as folder:
        path = Path(folder) / safe_name(found.file_name)
        path.write_bytes(content)
        try:
            read = read_file(path)
        except DocumentError as error:
            _give_back(store, found, str(error))
            return
    base = serving_base()
    made = of_draft(draft(read.text, base, today(), remarks=read.remarks, slips=read.slips, printed=read.printed))
    before = base.sources.get(made.notice_id)
    started_from = digest({before.id: before}) if before else ""
    facts, left = len(made.facts), len(made.marks["unassigned"])
    try:
        store.drafted(found.number, made, read.kind, started_from, f"起草好了：{facts} 条事实，未归类 {left} 处")
    except ManuscriptRefused as refusal:
        _give_back(store, found, str(refusal))


def _check(store: Manuscripts, found: Manuscript) -> None:
    assert found.review is not None
    result = check(found.review.content, found.original, serving_base().sources, load_reference())
    told = f"有 {len(result.problems)} 处要改" if result.problems else f"没有问题，试问了 {len(result.probes)} 个问题"
    checked: dict[str, Any] = {
        "digest": found.digest,
        "at": store.clock(),
        "problems": [as_data(problem) for problem in result.problems],
        "doubts": list(result.doubts),
        "probes": [asdict(probe) for probe in result.probes],
    }
    store.move(found.number, "", State.CHECKING, State.EDITING, kind="checked", said=f"检查：{told}", checked=checked)


def as_data(problem: Problem) -> dict[str, str]:
    """A problem with its place, as the page shows it."""
    return {
        "item": concerns(problem),
        "where": f"{problem.file.rsplit('/', 1)[-1]} 第{problem.line}行 {problem.field}".strip(),
        "problem": problem.problem,
        "mend": problem.mend,
    }


def _release(store: Manuscripts, found: Manuscript) -> None:
    """Releases what was approved and nothing else, whoever changed the row meanwhile."""
    assert found.review is not None
    if found.digest != found.submitted_digest:
        _give_back(store, found, "审核的内容在这期间变了，没有发布：请编辑重新提交")
        return
    url = default_url()
    try:
        if (content := store.file(found.number)) is not None:
            at = datetime.fromtimestamp(found.made_at, UTC)
            keep_original(url, Original(found.file_name, found.file_kind, content, found.by, at))
        number = release_reviewed(
            url,
            found.review.content.source(found.original),
            started_from=found.started_from,
            authors=store.authors(found.number),
            reviewer=found.approved_by,
            reason=found.reason,
            gate=check_sources,
        )
    except RefusedRelease as refused:
        told = "\n".join(f"{problem.field}：{problem.problem} → {problem.mend}" for problem in refused.problems)
        _give_back(store, found, f"检查没有通过，没有发布：\n{told}")
        return
    except (ReleaseError, StoreError) as error:
        _give_back(store, found, f"没有发布：{error}")
        return
    store.move(
        found.number, "", State.RELEASING, State.RELEASED, kind="released", said=f"第 {number} 号发布", release=number
    )
    try:
        index_release(url, number)
    except (RecordError, StoreError) as error:  # the release stands; whoever serves it makes its index
        logger.warning("no search index of release %d: %s", number, error)


def main(arguments: list[str]) -> int:
    """The work on one manuscript, with the databases that the environment names."""
    from bot.gateway.settings import Settings

    logging.basicConfig(level=logging.WARNING)
    store = Manuscripts(Settings.from_environment().store_url)
    try:
        do(store, int(arguments[0]))
    finally:
        store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
