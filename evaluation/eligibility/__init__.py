"""May this person apply? Asked of the API with all that is known, and told in conversation, question by question."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
CASES = [HERE / "cases.yml"]
API, CONVERSATION = "eligibility api", "eligibility conversation"
