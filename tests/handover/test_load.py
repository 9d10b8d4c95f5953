"""A real server process, killed in the middle: nobody is lost, nobody is answered twice."""

from __future__ import annotations

from pathlib import Path

from benchmarks.handover_load import run

PEOPLE = 20


async def test_each_is_claimed_and_answered_once_over_a_kill(tmp_path: Path) -> None:
    found = await run(PEOPLE, 3, tmp_path)
    assert found["starts of the server"] == 2
    assert found["tickets"] == found["claimed once"] == PEOPLE
    assert found["answered once, as the person saw it"] == found["answered once, in the database"] == PEOPLE
    assert (
        found["lost"] == found["somebody else's answer"] == found["answered by two clerks"] == found["still open"] == 0
    )
