"""A database whose file is moved away is not written on, and is used again when it is back."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.runtime.event_log import EventLog


@pytest.fixture
def log(tmp_path: Path) -> EventLog:
    return EventLog(f"sqlite:///{tmp_path / 'talk.db'}")


def move(source: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for path in source.glob("talk.db*"):
        path.rename(target / path.name)


def test_a_file_that_is_gone_is_missed_and_not_made_anew(log: EventLog, tmp_path: Path) -> None:
    log.append("a", [], after=0)
    move(tmp_path, tmp_path / "away")
    with pytest.raises(sa.exc.OperationalError, match="gone"):
        log.append("a", [], after=1)
    with pytest.raises(sa.exc.OperationalError, match="gone"):
        log.check()
    assert not list(tmp_path.glob("talk.db*"))
    move(tmp_path / "away", tmp_path)
    assert log.append("a", [], after=1) == 2
    log.check()


def test_another_file_in_its_place_is_seen_as_another(log: EventLog, tmp_path: Path) -> None:
    log.append("a", [], after=0)
    move(tmp_path, tmp_path / "away")
    other = EventLog(f"sqlite:///{tmp_path / 'away' / 'talk.db'}")
    assert other.sequence("a") == 1
    (tmp_path / "talk.db").touch()
    with pytest.raises(sa.exc.OperationalError, match="no such table"):
        log.sequence("a")
    assert other.sequence("a") == 1
