"""/metrics is the sum over processes: each writes its numbers into one folder, and whichever is asked adds them up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from bot.cli.workers import FOLDER, _forget_gauges, shared_by
from bot.desk import key
from bot.gateway.settings import Settings

ROOT = Path(__file__).parents[2]
COUNTS = """
import os
from bot.runtime import environment
environment.prepare()
from bot.gateway.metrics import Metrics
metrics = Metrics()
metrics.count_answer("gateway", "answered")
metrics.refused.labels("sender").inc(2)
metrics.inside.labels("chat").set(3)
metrics.off.set(1)
print(os.getpid())
"""
SHOWS = COUNTS.replace("print(os.getpid())", "print(metrics.written().decode())")


def run(code: str, folder: Path) -> str:
    environment = {**os.environ, FOLDER: str(folder)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    ).stdout


def value(shown: str, series: str) -> float:
    return float(re.search(rf"^{re.escape(series)} (\S+)$", shown, re.MULTILINE)[1])  # type: ignore[index]


def test_counters_are_added_up_and_gauges_of_the_dead_forgotten(tmp_path: Path) -> None:
    gone = int(run(COUNTS, tmp_path))
    _forget_gauges(gone, tmp_path)
    shown = run(SHOWS, tmp_path)
    assert value(shown, 'assistant_answers_total{channel="gateway",status="answered"}') == 2
    assert value(shown, 'assistant_refused_total{reason="sender"}') == 4
    assert value(shown, 'assistant_in_queue{queue="chat"}') == 3
    assert value(shown, "assistant_answering_off") == 1


def test_processes_started_together_have_one_secret(tmp_path: Path) -> None:
    in_memory = shared_by(Settings(store_url="sqlite://"), 3)
    assert in_memory["ZC_WORKERS"] == "3"
    assert key.secret(in_memory["ZC_DESK_KEY"], "sqlite://") == in_memory["ZC_DESK_KEY"].encode()
    assert "ZC_DESK_KEY" not in shared_by(Settings(store_url=f"sqlite:///{tmp_path / 'a.db'}"), 2)
    assert key.secret("", f"sqlite:///{tmp_path / 'a.db'}") == key.secret("", f"sqlite:///{tmp_path / 'a.db'}")
