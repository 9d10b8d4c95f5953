"""The labelled phrases of data/nlu, whatever files there are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from policies_kb.reading import Reader

FOLDER = Path("data/nlu")


@dataclass(frozen=True)
class Phrase:
    """A phrase as written, as the models see it, and its intent."""

    text: str
    masked: str
    intent: str


def load_phrases(reader: Reader, folder: Path = FOLDER) -> list[Phrase]:
    """Every phrase of every file."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]:
            lines = [line[2:].strip() for line in entry["examples"].splitlines() if line.startswith("- ")]
            found += [Phrase(line, reader.mask(line), entry["intent"]) for line in lines]
    return found
