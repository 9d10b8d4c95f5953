"""A clock that leapt removes nothing; the switch works without the database."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.cli import main
from bot.runtime.event_log import EventLog
from bot.runtime.heartbeat import ClockLeapt
from bot.runtime.switch import Switch

DAY = 86_400.0


@pytest.mark.parametrize(("leap", "believed"), [(40, False), (-40, False), (8 / 24, True), (-8 / 24, True), (3, True)])
def test_a_purge_believes_no_clock_that_leapt(tmp_path: Path, leap: float, believed: bool) -> None:
    log = EventLog(f"sqlite:///{tmp_path / 'c.db'}")
    log.append("a", [{"event": "user", "timestamp": time.time(), "text": "轮台电话"}], after=0)
    log.check()
    now = time.time() + leap * DAY
    if believed:
        log.purge(30, now)
    else:
        for _ in range(2):  # trying again makes no clock right
            with pytest.raises(ClockLeapt):
                log.purge(30, now)
        log.check()
    assert len(log.read("a")) == 1
    log.close()


def test_an_operator_says_that_the_clock_is_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'c.db'}"
    log = EventLog(url)
    log.heartbeat.believe(time.time() - 40 * DAY)
    log.append("a", [{"event": "user", "timestamp": time.time() - 40 * DAY, "text": "轮台电话"}], after=0)
    monkeypatch.setenv("ZC_STORE_URL", url)
    assert main(["purge"]) == 1
    assert "--clock-is-right" in capsys.readouterr().err
    assert log.read("a")
    assert main(["purge", "--clock-is-right"]) == 0
    assert not log.read("a")
    log.close()


def test_answering_is_turned_off_while_the_database_cannot_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere, file = f"sqlite:///{tmp_path}", tmp_path / "off"  # a folder is no database
    monkeypatch.setenv("ZC_STORE_URL", nowhere)
    monkeypatch.setenv("ZC_SWITCH_FILE", str(file))
    assert main(["off", "--reason", "通知正在更正"]) == 0
    assert "只停了本机" in capsys.readouterr().out
    here = Switch(nowhere, file)
    off = here.state()
    assert off is not None
    assert off.reason == "通知正在更正"
    here.close()


def test_one_command_turns_both_on_again(tmp_path: Path) -> None:
    switch = Switch(f"sqlite:///{tmp_path / 'c.db'}", tmp_path / "off")
    assert switch.turn_off("通知正在更正")
    assert switch.turn_on()
    assert switch.state() is None
    assert not switch.turn_on()
    switch.close()
