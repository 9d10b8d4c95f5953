"""A store with one release of the notices on file and of made-up ones beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sqlalchemy import insert

from policies_kb.loading import NOTICES, notice_folders, read_notice
from policies_kb.loading.source import text_digest
from policies_kb.releases.making import make
from policies_kb.releases.sessions import writing
from policies_kb.releases.tables import DocumentRow

from .made_up_sources import MadeUp, made_up

AT_ONCE = 200  # notices written in one statement


def released(url: str, notices: int) -> None:
    """Releases so many notices in all, those on file among them, without asking the gate of the made-up ones.

    What the gate says of made-up ones is a test of its own; of ten thousand it would take hours.
    """
    on_file = [read_notice(folder) for folder in notice_folders(NOTICES)][:notices]
    sources = {source.id: source for source in on_file}
    stored: set[str] = set()
    with writing(url) as session:
        for some in _batches(made_up(notices - len(on_file))):
            rows = {
                text_digest(text): {"text": text, "parsed": one.parsed.get(name)}
                for one in some
                for name, text in one.source.files.items()
            }
            new = [{"digest": key, **row} for key, row in rows.items() if key not in stored]  # rules are often alike
            session.execute(insert(DocumentRow), new)
            stored |= rows.keys()
            sources |= {one.source.id: one.source for one in some}
        make(session, sources, author="bench", reviewer=None, reason="made up for a benchmark", origin="folder")


def _batches(notices: Iterator[MadeUp]) -> Iterator[list[MadeUp]]:
    while some := list(itertools.islice(notices, AT_ONCE)):
        yield some
