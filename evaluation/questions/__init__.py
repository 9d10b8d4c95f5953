"""Is a question answered rightly? Single questions, and follow-ups of which the last reply is judged."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
# group → its cases; kinds.yml holds the kinds that are hard: see README.md
GROUPS = {"questions": sorted((HERE / "cases").glob("*.yml")), "kinds": [HERE / "kinds.yml"]}
