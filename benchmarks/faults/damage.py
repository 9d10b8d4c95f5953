"""A model, a release and a record that are damaged; the processes that answer are killed, and start on what is left."""

from __future__ import annotations

import asyncio
import json
import signal
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import sqlalchemy as sa

from bot.runtime.model_file import path_for_inputs
from policies_kb.releases.tables import DocumentRow, ReleaseDocumentRow

from . import processes
from .drill import Drill, Fault
from .stack import ROOT

SAYS = 5.0  # seconds
Texts = dict[str, tuple[str, Any]]  # digest → a document's text, and what it holds
DAMAGED = ("facts: [half", None)


@asynccontextmanager
async def model(drill: Drill) -> AsyncIterator[None]:
    """The newest model's file is cut short."""
    newest = path_for_inputs(ROOT, drill.stack.models)
    whole = newest.read_bytes()
    newest.unlink()  # a hard link may be anybody's
    newest.write_bytes(whole[: len(whole) // 2])
    await _started_anew(drill)
    told = await asyncio.to_thread(_readiness, drill)
    drill.expect(told.get("model") not in (None, newest.name), "坏模型还在用")
    drill.notes.append("用了旧一份模型")
    yield
    newest.write_bytes(whole)


@asynccontextmanager
async def release(drill: Drill) -> AsyncIterator[None]:
    """The newest release's texts are overwritten, past the database's own guard; the one before it serves."""
    record = sorted(drill.stack.notices.glob("*/record.yml"))[0]
    before = record.read_text(encoding="utf-8")
    record.write_text(f"{before}\n# 演练\n", encoding="utf-8")
    made = await asyncio.to_thread(drill.stack.assistant, "policies_kb", "build")
    drill.expect(made.returncode == 0, f"没有做成新发布:{made.stderr[-200:]}")
    newest, whole = await asyncio.to_thread(_newest, drill)
    await asyncio.to_thread(_overwrite, drill, dict.fromkeys(whole, DAMAGED))
    await _started_anew(drill)
    told = await asyncio.to_thread(_readiness, drill)
    drill.expect(told.get("release") not in (newest,), "坏发布还在用")
    drill.notes.append(f"第 {newest} 号坏了,用第 {told.get('release')} 号")
    yield
    record.write_text(before, encoding="utf-8")
    await asyncio.to_thread(_overwrite, drill, whole)  # as from a backup


@asynccontextmanager
async def record(drill: Drill) -> AsyncIterator[None]:
    """A record is half written when a release is made and the processes start."""
    half = sorted(drill.stack.notices.glob("*/record.yml"))[0]
    whole = half.read_bytes()
    before, _ = await asyncio.to_thread(_newest, drill)
    half.write_bytes(whole[: len(whole) // 2])
    made = await asyncio.to_thread(drill.stack.assistant, "policies_kb", "build")
    after, _ = await asyncio.to_thread(_newest, drill)
    drill.expect(after == before, "半份记录也做成了发布")
    drill.expect(half.parent.name in made.stderr, f"没有说哪一份通知不行:{made.stderr[-200:]}")
    await _started_anew(drill)
    told = await asyncio.to_thread(_readiness, drill)
    drill.expect(told.get("release") == before, f"在用的是第 {told.get('release')} 号发布")
    drill.notes.append(f"不做发布,第 {before} 号照用")
    yield
    half.write_bytes(whole)


async def _started_anew(drill: Drill) -> None:
    gone = drill.stack.assistants()
    processes.tell(gone, signal.SIGKILL)
    await asyncio.to_thread(processes.gone, gone, 10.0)
    await asyncio.to_thread(drill.stack.revive)
    await asyncio.to_thread(drill.stack.wait_until_ready)


def _readiness(drill: Drill) -> dict[str, Any]:
    with urllib.request.urlopen(f"{drill.stack.base}/readyz", timeout=SAYS) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def _newest(drill: Drill) -> tuple[int, Texts]:
    """The number of the newest release, and the texts that only it has, by their digest."""
    engine = sa.create_engine(drill.stack.environment["ZC_KB_URL"], poolclass=sa.NullPool)
    with engine.connect() as connection:
        newest = int(connection.scalar(sa.text("select max(number) from release")) or 0)
        fresh = sa.select(ReleaseDocumentRow.document_digest).where(ReleaseDocumentRow.release == newest)
        old = sa.select(ReleaseDocumentRow.document_digest).where(ReleaseDocumentRow.release != newest)
        wanted = sa.select(DocumentRow.digest, DocumentRow.text, DocumentRow.parsed)
        only = DocumentRow.digest.in_(fresh) & DocumentRow.digest.not_in(old)
        rows = connection.execute(wanted.where(only)).all()
    return newest, {digest: (text, parsed) for digest, text, parsed in rows}


def _overwrite(drill: Drill, texts: Texts) -> None:
    """Past the database's own guard, as a failing disk would."""
    engine = sa.create_engine(drill.stack.environment["ZC_KB_URL"], poolclass=sa.NullPool)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            guards = connection.execute(sa.text("select name from sqlite_master where type = 'trigger'")).scalars()
            for guard in list(guards):
                connection.exec_driver_sql(f"drop trigger {guard}")
        else:
            connection.exec_driver_sql("set session_replication_role = replica")
        for digest, (text, parsed) in texts.items():
            changed = sa.update(DocumentRow).where(DocumentRow.digest == digest)
            connection.execute(changed.values(text=text, parsed=parsed))


FAULTS = (
    Fault("model-damaged", "最新的模型文件损坏,进程重启", model, 3, None),
    Fault("release-damaged", "最新的发布损坏,进程重启", release, 3, None),
    Fault("record-half", "记录改到一半,做发布,进程重启", record, 3, None),
)
