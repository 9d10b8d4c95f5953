"""What one set of notices changed in another, by notice and by file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from policies_kb.loading import NoticeSource

from .tables import WHOLE

Kind = Literal["added", "changed", "removed"]
LINE = re.compile(r"[^\n]*\n|[^\n]+")  # other characters that break lines are part of a notice's text


@dataclass(frozen=True)
class Difference:
    """One file, or one notice as a whole (``file_name`` is empty), with the lines that came and went.

    ``text``: the unified difference of a file, where it was asked for.
    """

    notice_id: str
    file_name: str
    kind: Kind
    lines_added: int
    lines_removed: int
    text: str = ""

    @property
    def whole(self) -> bool:
        """Whether this counts a notice and not one file of it."""
        return self.file_name == WHOLE


def compare(before: Mapping[str, NoticeSource], after: Mapping[str, NoticeSource]) -> list[Difference]:
    """Every notice that differs, each followed by its files that do; in the order of their names."""
    found: list[Difference] = []
    for notice_id in sorted({*before, *after}):
        old, new = before.get(notice_id), after.get(notice_id)
        files = list(_files(notice_id, old.files if old else {}, new.files if new else {}))
        if files:
            kind: Kind = "added" if old is None else "removed" if new is None else "changed"
            came, went = sum(file.lines_added for file in files), sum(file.lines_removed for file in files)
            found += [Difference(notice_id, WHOLE, kind, came, went), *files]
    return found


def _files(notice_id: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        lines = list(_unified(f"{notice_id}/{name}", old, new))
        came = sum(line.startswith("+") for line in lines[2:])
        went = sum(line.startswith("-") for line in lines[2:])
        yield Difference(notice_id, name, kind, came, went, "".join(lines))


def _unified(name: str, old: str | None, new: str | None) -> Iterator[str]:
    yield f"--- {name if old is not None else '/dev/null'}\n"
    yield f"+++ {name if new is not None else '/dev/null'}\n"
    for number, line in enumerate(difflib.unified_diff(LINE.findall(old or ""), LINE.findall(new or ""))):
        if number >= 2:  # its own two head lines are above
            yield line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n"
