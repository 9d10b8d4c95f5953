"""Is what is not ours turned away? Questions put to other offices: a reply that cites a notice is a false answer."""

from __future__ import annotations

from pathlib import Path

from bot.gold.cases import Question

QUESTIONS = Path(__file__).with_name("questions.txt")


def load(path: Path) -> list[Question]:
    """The questions of a file, one a line; lines that begin with # say what follows."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [line for line in lines if line and not line.startswith("#")]
    return [Question(id=f"{path.stem}-{n:03}", turns=[line], kind="foreign") for n, line in enumerate(asked, 1)]
