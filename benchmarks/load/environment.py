"""Locust in an environment of its own, for it brings a pytest plugin and a web framework that nothing here needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "var" / "load"
WANTED = "locust==2.47.0"


def locust() -> Path:
    """Locust's command, installed if it is not yet."""
    command = FOLDER / "venv" / "bin" / "locust"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER / "venv")], check=True)
        python = FOLDER / "venv" / "bin" / "python"
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", WANTED], check=True, cwd=FOLDER)
    return command
