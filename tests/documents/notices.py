"""The texts that are put into every form: the five notices on file, an invented one, and each layout of the parser."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
NOTICES = [*sorted((_HERE.parent / "book").glob("*/text.txt")), *sorted((_HERE.parent / "manual").glob("*/text.txt"))]
LAYOUTS = sorted((_HERE.parent / "clauses" / "layouts").glob("*.txt"))
