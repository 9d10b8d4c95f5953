"""Does a conversation hold together? Every reply of it is judged; it is right when all are."""

from __future__ import annotations

from pathlib import Path

CASES = [Path(__file__).with_name("cases.yml")]
