"""The conditions of a notice as a graph on the screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policies_kb.console.main import main
from policies_kb.loading import NOTICES

NOTICE = "luntai-2024-chuding"


def test_the_command_prints_a_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(NOTICES / NOTICE, tmp_path / NOTICE)
    assert main(["graph", NOTICE, "--folder", str(tmp_path)]) == 0
    assert "flowchart TD" in capsys.readouterr().out
