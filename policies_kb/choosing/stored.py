"""A chooser on disk, as a file of a trained model, with the fingerprint of the code and words it was made for."""

from __future__ import annotations

import hashlib
import tarfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import joblib

from .chooser import Chooser

FILE = "chooser.joblib"
HERE = Path(__file__).parent
MADE_FOR = (HERE, HERE.parent / "reading", HERE.parent / "vocabulary", HERE.parent / "reference")


class NotTrained(RuntimeError):
    """No trained model of the present code and words was found; the message says what to do."""


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Changes with what a text goes through before it is weighed; a chooser made for another one does not fit."""
    digest = hashlib.sha256()
    for folder in MADE_FOR:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".yml")):
            digest.update(path.relative_to(HERE.parent).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def write(chooser: Chooser, folder: Path) -> None:
    """Writes the chooser into a folder of a model."""
    joblib.dump((fingerprint(), chooser), folder / FILE, compress=3)


def read(folder: Path) -> Chooser:
    """The chooser of a model's folder."""
    return _fitting(joblib.load(folder / FILE))


def of_model(model: Path) -> Chooser:
    """The chooser inside a packed model. Raises NotTrained when it holds none for the present code and words."""
    return _fitting(_unpacked(model))


def newest(models: Path) -> Chooser:
    """The chooser of the newest packed model that fits. Raises NotTrained when there is none."""
    for model in sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True):
        try:
            return of_model(model)
        except NotTrained:
            continue
    raise NotTrained("没有与当前词语相符的模型，请先运行 python -m bot train")


def held_out(model: Path) -> dict[str, bool]:
    """What the chooser of a packed model found of the phrases it held out; {} for a model of another shape."""
    try:
        return dict(_unpacked(model)[1].held_out)
    except (NotTrained, AttributeError, ImportError, TypeError, IndexError):
        return {}


def _fitting(packed: tuple[str, Chooser]) -> Chooser:
    if packed[0] != fingerprint():
        raise NotTrained("模型与当前的词语不符，请先运行 python -m bot train")
    return packed[1]


def _unpacked(model: Path) -> tuple[str, Chooser]:
    with tarfile.open(model) as archive:
        for member in archive:
            if member.name.endswith("/" + FILE) and (file := archive.extractfile(member)):
                found: tuple[str, Chooser] = joblib.load(BytesIO(file.read()))
                return found
    raise NotTrained(f"{model.name} 里没有 {FILE}，请先运行 python -m bot train")
