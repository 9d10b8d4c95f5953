"""The environment that stock Rasa runs in: a Python of its own (3.10 at most, says Rasa), with TensorFlow."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .project import ROOT

FOLDER = ROOT / "var" / "stock"
PYTHONS = ("python3.10", "python3.9")
# setuptools 71 and later no longer bring the pkg_resources that Rasa imports.
WANTED = ("rasa==3.6.21", "setuptools<71")


class NoPython(RuntimeError):
    """There is no Python that stock Rasa takes; the message says which it does."""


def rasa() -> Path:
    """Stock Rasa's command, installed if it is not yet (about 1.5 GB); raises `NoPython`."""
    command = FOLDER / "venv" / "bin" / "rasa"
    if not command.exists():
        python = _python()
        subprocess.run([str(python), "-m", "venv", "--clear", str(FOLDER / "venv")], check=True)
        # From another folder: this project's own bounds for Rasa, in pyproject.toml, are not meant here.
        installer = [str(FOLDER / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", *WANTED]
        subprocess.run(installer, check=True, cwd=FOLDER)
    return command


def _python() -> Path:
    given = os.environ.get("ZC_STOCK_PYTHON")
    if given:
        return Path(given)
    pyenv = sorted((Path.home() / ".pyenv" / "versions").glob("3.10.*/bin/python3.10"))
    found = next((path for name in PYTHONS if (path := shutil.which(name)) and _runs(path)), None)
    if found or pyenv:
        return Path(found or pyenv[-1])
    raise NoPython("没有 Python 3.10:装一个,或用 ZC_STOCK_PYTHON 指明;Rasa 3.6.21 不支持更新的")


def _runs(path: str) -> bool:
    """Whether it is a Python, and not a word of pyenv's that no version is chosen."""
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
