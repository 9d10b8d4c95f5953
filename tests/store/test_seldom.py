"""A store that cannot be read is tried again and again, and told once."""

from __future__ import annotations

import logging

import pytest

from policies_kb.releases import StoreError
from policies_kb.serving import process, refresh
from policies_kb.serving.seldom import AGAIN_AFTER, Seldom

LOOKS = 20


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the process goes by."""
    now = [0.0]
    monkeypatch.setattr(process._process, "unread", Seldom(clock=lambda: now[0]))
    return now


def look(monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    def release(_url: str) -> None:
        if trouble:
            raise StoreError(trouble)

    monkeypatch.setattr(process, "current_release", release)
    refresh()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    lines = [record.getMessage() for record in caplog.records if record.name == process.__name__]
    caplog.clear()
    return lines


def test_the_same_trouble_is_told_once_and_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, clock: list[float]
) -> None:
    for clock[0] in range(LOOKS):
        look(monkeypatch, "连不上")
    assert len(said(caplog)) == 1
    clock[0] = AGAIN_AFTER
    look(monkeypatch, "连不上")
    look(monkeypatch, "连不上")
    assert len(said(caplog)) == 1


def test_another_trouble_and_the_end_of_it_are_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, clock: list[float]
) -> None:
    caplog.set_level(logging.INFO)
    for trouble in ("连不上", "内容变了", "内容变了", "", "", "内容变了"):
        look(monkeypatch, trouble)
    assert [line.rsplit(":")[-1].strip() for line in said(caplog)] == [
        "连不上",
        "内容变了",
        "the store is read again",
        "内容变了",
    ]
