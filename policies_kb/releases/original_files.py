"""Originals beside the files of a release: ``export`` writes their bytes, ``import`` reads and keeps them.

They stand in a folder of their own, for the original may itself be a .txt, which among a notice's files would be one
of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from policies_kb.loading import NoticeSource, Problem, RecordError
from policies_kb.loading.source import ORIGINAL

from .originals import Named, Original, named, original

FOLDER = "original"


def write_originals(url: str, sources: Mapping[str, NoticeSource], folder: Path) -> tuple[str, ...]:
    """Writes each original into ``<notice>/original/``, and nothing else stays there; those that are missing, by id."""
    missing = []
    for source in sources.values():
        told = named(source)
        found = original(url, told.digest) if told else None
        place = folder / source.id / FOLDER
        _clear(place)
        if told and found:
            place.mkdir(exist_ok=True)
            (place / _file(told)).write_bytes(found.content)
        elif told:
            missing.append(source.id)
    return tuple(missing)


def clear_gone(sources: Mapping[str, NoticeSource], folder: Path) -> None:
    """Removes the originals of notices that are no more, and their folders where nothing else is left."""
    for place in folder.glob(f"*/{FOLDER}"):
        if place.parent.name not in sources:
            _clear(place)
            if not any(place.parent.iterdir()):
                place.parent.rmdir()


def read_originals(folder: Path, sources: Iterable[NoticeSource], by: str, longest: int) -> list[Original]:
    """The originals that stand beside notices, each proved against what ``original.yml`` says of it.

    ``longest``: bytes that one may have. Raises RecordError for one that is not the file that its notice names.
    """
    found, problems = list[Original](), list[Problem]()
    for source in sources:
        told = named(source)
        for path in _files(folder / source.id / FOLDER):
            where = f"{source.id}/{FOLDER}/{path.name}"
            if path.stat().st_size > longest:
                problems.append(Problem(where, 1, "", f"原件太大，最多 {longest} 字节", "换成上传时的那个文件"))
                continue
            made = Original(told.name if told else "", told.kind if told else "", path.read_bytes(), by, _now())
            if told is None or made.digest != told.digest:
                mend = f"换成上传时的那个文件，或删去 {FOLDER} 文件夹"
                problems.append(Problem(where, 1, "", f"不是 {ORIGINAL} 写的那个文件（内容的摘要不一样）", mend))
            else:
                found.append(made)
    if problems:
        raise RecordError(problems)
    return found


def _file(told: Named) -> str:
    """The name under which the bytes are written: the original's own, where that leads nowhere else."""
    plain = Path(told.name).name == told.name and "\\" not in told.name and not told.name.startswith(".")
    return told.name if plain and told.name.isprintable() else f"{FOLDER}.{told.kind}"


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir() and not place.is_symlink():
        yield from (path for path in sorted(place.iterdir()) if path.is_file() and not path.is_symlink())


def _clear(place: Path) -> None:
    for path in _files(place):
        path.unlink()
    if place.is_dir() and not place.is_symlink() and not any(place.iterdir()):
        place.rmdir()


def _now() -> datetime:
    return datetime.now(UTC)
