"""The file of a backup: a zip with a list of what is in it and the digest of each part."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.backup.databases import CopyRefused

LIST = "backup.json"
FORMAT = 1


@dataclass(frozen=True)
class Part:
    """A file of the backup. ``kind``: sqlite, postgresql or key."""

    name: str
    kind: str
    sha256: str


@dataclass(frozen=True)
class Backup:
    """``made_at``: ISO 8601 with its zone; ``release``: the number that was served, None where the folder was;
    ``model``: the fingerprint of the model's inputs; ``schema``: the state of the conversations' tables."""

    made_at: str
    release: int | None
    model: str
    schema: str
    parts: tuple[Part, ...]
    format: int = FORMAT

    def part(self, name: str) -> Part | None:
        """The part of this name."""
        return next((part for part in self.parts if part.name == name), None)


def parts(files: Mapping[Path, str]) -> tuple[Part, ...]:
    """What the list says of these files; the values are their kinds."""
    return tuple(Part(file.name, kind, digest(file)) for file, kind in files.items())


def write(target: Path, backup: Backup, folder: Path) -> str:
    """Packs the parts, which lie in ``folder``; returns the digest of the whole. Only we may read the file."""
    half = target.with_name(target.name + ".half")
    half.touch(mode=0o600)
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(LIST, json.dumps(asdict(backup), ensure_ascii=False, indent=1))
        for part in backup.parts:
            packed.write(folder / part.name, part.name)
    half.replace(target)
    return digest(target)


@contextmanager
def opened(source: Path) -> Iterator[tuple[Backup, Path]]:
    """The list and a folder with the parts, each as it was packed; raises `CopyRefused` where that is not so."""
    with TemporaryDirectory(prefix="zc-restore-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(source) as packed:
                backup = _listed(json.loads(packed.read(LIST)))
                for part in backup.parts:
                    with packed.open(part.name) as inside, (folder / part.name).open("xb") as out:
                        shutil.copyfileobj(inside, out)
        except FileNotFoundError as error:
            raise CopyRefused(f"没有 {source} 这个文件：看路径对不对") from error
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError) as error:
            raise CopyRefused(f"{source} 不是完整的备份文件：换一份") from error
        for part in backup.parts:
            if digest(folder / part.name) != part.sha256:
                raise CopyRefused(f"{source} 里的 {part.name} 和清单对不上：换一份")
        yield backup, folder


def digest(file: Path) -> str:
    """SHA-256, hexadecimal."""
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _listed(told: dict[str, object]) -> Backup:
    if told.get("format") != FORMAT:
        raise CopyRefused("这份备份是更新的程序做的：升级程序再恢复")
    listed = told.pop("parts")
    if not isinstance(listed, list):
        raise TypeError("parts")
    found = tuple(Part(**part) for part in listed)
    if any(Path(part.name).name != part.name for part in found):  # nothing is written outside the folder
        raise ValueError("name")
    return Backup(**told, parts=found)  # type: ignore[arg-type]
