"""The files of a notice as text by file name: what is released, compared and exported, whatever a record means."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import Problem, RecordError

TEXT, RECORD, RULES = "text.txt", "record.yml", "rules.yml"
ORIGINAL = "original.yml"  # names the file that the notice was drafted from
SUFFIXES = (".txt", ".yml")
APART = (".", "_")  # a sub-folder whose name starts so is no notice


@dataclass(frozen=True)
class NoticeSource:
    """One notice: its id (the folder's name) and the text of every file, byte for byte what the file holds."""

    id: str
    files: Mapping[str, str]

    def name(self, file: str) -> str:
        """How an error names a file of this notice."""
        return f"{self.id}/{file}"


def notice_folders(folder: Path) -> list[Path]:
    """The folders of the notices under ``folder``, in order. Raises RecordError when there is no such folder."""
    if not folder.is_dir():
        raise RecordError([Problem(str(folder), 1, "", "没有这个文件夹", "改正路径")])
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(APART))


def read_notice(folder: Path) -> NoticeSource:
    """Every .txt and .yml file of one notice. Raises RecordError naming each file that is not UTF-8 text."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*")):
        if path.suffix in SUFFIXES and not path.name.startswith(".") and path.is_file():
            try:
                files[path.name] = _text(path, f"{folder.name}/{path.name}")
            except RecordError as error:
                problems += error.problems
    if problems:
        raise RecordError(problems)
    return NoticeSource(folder.name, files)


def read_each(folder: Path) -> tuple[dict[str, NoticeSource], dict[str, list[Problem]]]:
    """The notices under ``folder`` that can be read, and the problems of those that cannot, by id."""
    sources: dict[str, NoticeSource] = {}
    refused: dict[str, list[Problem]] = {}
    for path in notice_folders(folder):
        try:
            source = read_notice(path)
        except RecordError as error:
            refused[path.name] = error.problems
            continue
        if source.files:
            sources[source.id] = source
        elif any(path.iterdir()):  # an empty folder is what a moved notice leaves behind
            refused[path.name] = [
                Problem(path.name, 1, "", "没有 .txt 和 .yml 文件", "放进 text.txt、record.yml、rules.yml")
            ]
    return sources, refused


def read_folder(folder: Path) -> dict[str, NoticeSource]:
    """Every notice under ``folder`` by id. Raises RecordError with the problems of all files that cannot be read."""
    sources, refused = read_each(folder)
    if refused:
        raise RecordError([problem for problems in refused.values() for problem in problems])
    return sources


def write_folder(sources: Mapping[str, NoticeSource], folder: Path, *, over: bool = False) -> None:
    """Writes one folder a notice, the very bytes that were read.

    Raises FileExistsError when ``folder`` holds anything, unless ``over``: then it becomes exactly these notices,
    and what is not of a notice (other suffixes, names that start with a dot or underscore) stays. Raises ValueError
    for a name that leads out of the folder.
    """
    for source in sources.values():
        for name in (source.id, *source.files):
            if name != Path(name).name or name.startswith(".") or source.id.startswith(APART):
                raise ValueError(f"不能用作文件名：{name!r}")
    if folder.is_dir() and any(folder.iterdir()):
        if not over:
            raise FileExistsError(f"文件夹 {folder} 不是空的")
        _clear(sources, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources.values():
        (folder / source.id).mkdir(exist_ok=True)
        for name, text in source.files.items():
            (folder / source.id / name).write_bytes(text.encode())


def digest(sources: Mapping[str, NoticeSource]) -> str:
    """SHA-256 over ids, file names and texts; the same whatever the order in which they are held."""
    return digest_of(
        {name: {file: text_digest(text) for file, text in source.files.items()} for name, source in sources.items()}
    )


def digest_of(files: Mapping[str, Mapping[str, str]]) -> str:
    """``digest`` of notices whose texts have these digests, by id and file name."""
    whole = hashlib.sha256()
    for notice_id in sorted(files):
        for name, text in sorted(files[notice_id].items()):
            for part in (notice_id, name, text):
                whole.update(part.encode() + b"\0")
    return whole.hexdigest()


def plain(text: str) -> str:
    """The text as it is read: lines end in a line feed, and an editor's byte order mark is no letter of it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def text_digest(text: str) -> str:
    """SHA-256 of the bytes that ``text`` is stored as."""
    return hashlib.sha256(text.encode()).hexdigest()


def _text(path: Path, name: str) -> str:
    """Exactly what the file holds: no newline is translated, no byte order mark dropped."""
    said = name.encode(errors="backslashreplace").decode()
    if said != name:
        raise RecordError([Problem(said, 1, "", "文件名不是 UTF-8 编码", "把文件改成正常的名字")])
    try:
        data = path.read_bytes()
        text = data.decode()
    except OSError as error:
        raise RecordError([Problem(name, 1, "", f"读不出来（{error.strerror}）", "检查这个文件的权限")]) from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RecordError([Problem(name, line, "", "不是 UTF-8 编码的文字", "用 UTF-8 编码重新保存")]) from error
    if "\0" in text:  # no database keeps it in a text
        line = text[: text.index("\0")].count("\n") + 1
        raise RecordError([Problem(name, line, "", "有空字符（NUL），不是文字文件", "用 UTF-8 编码重新保存")])
    return text


def _clear(sources: Mapping[str, NoticeSource], folder: Path) -> None:
    """Removes the files of notices that ``sources`` do not hold, and the folders that this empties."""
    for sub in notice_folders(folder):
        wanted = sources[sub.name].files if sub.name in sources else {}
        for path in sub.glob("*"):
            if path.suffix in SUFFIXES and path.name not in wanted and not path.name.startswith("."):
                path.unlink()
        if not any(sub.iterdir()):
            sub.rmdir()
