"""Which model file belongs to the present inputs; needs no Rasa, so asking costs nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

# Whatever a trained model depends on, relative to the project.
INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/nlu",
    "bot/policy",
    "policies_kb/choosing",
    "policies_kb/reference",
    "policies_kb/reading",
    "policies_kb/vocabulary",
    "requirements.lock",
)
KEPT_MODELS = 3
SUFFIX = ".tar.gz"


def fingerprint(project: Path) -> str:
    """Twelve hexadecimal digits that change with the name or content of any input file."""
    digest = hashlib.sha256()
    for path in _files(project):
        digest.update(f"{path.relative_to(project)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _files(project: Path) -> Iterator[Path]:
    for name in INPUTS:
        root = project / name
        if root.is_file():
            yield root
        elif root.is_dir():
            yield from sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def path_for_inputs(project: Path, folder: Path) -> Path:
    """Where the model of the present inputs is, or will be."""
    return folder / f"{fingerprint(project)}{SUFFIX}"


def others(model: Path) -> list[Path]:
    """The other models beside this one, the newest first."""
    found = [path for path in model.parent.glob(f"*{SUFFIX}") if path != model]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def keep_newest(folder: Path, count: int = KEPT_MODELS) -> int:
    """Removes all but the newest models; returns how many went."""
    models = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in models[count:]:
        old.unlink()
    return len(models[count:])
