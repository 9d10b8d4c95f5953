"""Data beside the code: read wherever the process was started, each file by its package; every response is spoken."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
FOLDERS = ("actions", "policies_kb")
SEED, MIGRATIONS = ROOT / "policies_kb/notices", ROOT / "policies_kb/releases/migrations"
# Imports every module, calls what is read once and kept, and prints the data files that were opened.
READS_EVERYTHING = """
import importlib, inspect, pkgutil, sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
for folder in sys.argv[1:]:
    package = importlib.import_module(folder)
    for found in pkgutil.walk_packages(package.__path__, f"{folder}."):
        if "__main__" in found.name or "migrations" in found.name:
            continue
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters and name != "_key":
                value()
from policies_kb.dialogue import words
for path in words.HERE.glob("*.yml"):
    words.words(path.stem)
print(*(path for path in opened if path.endswith(".yml")), sep="\\n")
"""
PIECE = 3  # letters of the shortest piece that the name of a response is put together from


def data_files() -> set[Path]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yml"))
    return {path for path in found if SEED not in path.parents and MIGRATIONS not in path.parents}


def test_every_data_file_is_read_from_any_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", READS_EVERYTHING, *FOLDERS]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert data_files() <= {Path(line) for line in done.stdout.splitlines()}


def test_every_response_is_spoken() -> None:
    """By its name, or by pieces that the code or the data of the courses puts together."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    pieces = _pieces()
    names = [name.removeprefix("utter_") for name in responses]
    assert [name for name in names if not _made_of(name, pieces)] == []


def _pieces() -> frozenset[str]:
    found: set[str] = set()
    for path in (path for folder in ("bot", *FOLDERS) for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.removeprefix("utter_"))
    return frozenset(piece for piece in found if len(piece) >= PIECE)


def _made_of(name: str, pieces: frozenset[str]) -> bool:
    @cache
    def rest(start: int) -> bool:
        if start == len(name):
            return True
        return any(name[start:end] in pieces and rest(end) for end in range(start + PIECE, len(name) + 1))

    return rest(0)
