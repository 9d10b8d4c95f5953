"""The files of one notice as text, wherever they come from: a folder, a release, a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TEXT, RECORD, RULES = "text.txt", "record.yml", "rules.yml"


@dataclass(frozen=True)
class NoticeSource:
    """``files``: text by file name."""

    id: str
    files: Mapping[str, str]

    def name(self, file: str) -> str:
        """How an error names a file of this notice."""
        return f"{self.id}/{file}"


def read_notice(folder: Path) -> NoticeSource:
    """The text and YAML files of one notice's folder, byte for byte (no line end is translated)."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".yml"))
    return NoticeSource(folder.name, {path.name: path.read_bytes().decode("utf-8") for path in paths})
