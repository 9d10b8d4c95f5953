"""Long work: a bar at a terminal, a few lines in a log, and never a word on stdout."""

from __future__ import annotations

import io
import sys

import pytest

from policies_kb.terminal import progress
from policies_kb.terminal.progress import Progress, at_terminal, each

Capture = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Called in the test itself: between fixture and test pytest puts a stderr of its own."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def test_a_log_has_a_line_at_each_end(capsys: Capture) -> None:
    assert list(each("提问", range(100))) == list(range(100))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["提问：共 100", "提问：100/100，用时 0 秒"]


def test_long_work_has_a_line_at_each_quarter(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(progress, "QUIET", 0.0)
    list(each("提问", range(100)))
    assert [line.split("，")[0] for line in capsys.readouterr().err.splitlines()[1:]] == [
        "提问：25/100",
        "提问：50/100",
        "提问：75/100",
        "提问：100/100",
    ]


def test_work_that_fails_says_where_it_stopped(capsys: Capture) -> None:
    with pytest.raises(KeyError), Progress("起草", 3) as going:
        going.on()
        raise KeyError("years")
    assert capsys.readouterr().err.splitlines()[-1] == "起草：1/3，0 秒后停下"


def test_what_is_short_tells_no_log(capsys: Capture) -> None:
    assert list(at_terminal("查通知", [1, 2])) == [1, 2]
    assert capsys.readouterr() == ("", "")


def test_at_a_terminal_a_bar_says_what_is_done_and_how_far(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    terminal = terminal_of(monkeypatch)
    with Progress("训练模型", 4) as going:
        going.doing("选题")
        going.on(4)
    shown = terminal.getvalue()
    assert "训练模型   0%|" in shown and "选题" in shown
    assert "100%|" in shown and "4/4 已用" in shown
    assert capsys.readouterr().out == ""


def test_a_bar_lives_through_a_long_step(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    monkeypatch.setattr(progress, "ALIVE", 0.001)
    with Progress("训练模型", 1):
        drawn = len(terminal.getvalue())
        for _ in range(2000):
            if len(terminal.getvalue()) > drawn:
                break
            progress.time.sleep(0.001)
    assert len(terminal.getvalue()) > drawn
