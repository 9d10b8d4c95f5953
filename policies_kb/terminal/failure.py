"""What a command says when it fails: one line on stderr for people, the traceback in a file for who mends it.

Whoever wants to see the traceback at once puts `--debug` before the command (or sets ZC_DEBUG).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

FAILED = 1  # exit status
TRACEBACK = Path("var/last-failure.txt")
DEBUG, DEBUG_HELP = "--debug", "出错时显示完整经过，写在命令前面"
WANTED = "ZC_DEBUG"  # in the environment, so that what a command starts knows it, too


def without_debug(given: Sequence[str]) -> list[str]:
    """The arguments without a leading `--debug`, which is heeded from now on."""
    if given[:1] != [DEBUG]:
        return list(given)
    os.environ[WANTED] = "1"
    return list(given[1:])


def trace(error: BaseException) -> None:
    """Shows the traceback to whoever asked for it."""
    if os.environ.get(WANTED):
        traceback.print_exception(error)


def tell(error: Exception) -> int:
    """Prints the line; returns the exit status: 1, or 0 where the reader had seen enough (``| head``)."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    trace(error)
    print(f"错误：{_line(error)}", file=sys.stderr)
    return FAILED


def _line(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"没有这个文件：{error.filename}"
    if isinstance(error, ModuleNotFoundError) and not _ours(error):
        return f"缺少程序包 {error.name}，先运行 make setup-dev"
    if isinstance(error, PermissionError):
        return f"没有权限用这个文件：{error.filename}"
    if isinstance(error, UnicodeDecodeError):
        return "文件不是 UTF-8 编码，请另存为 UTF-8 再试"
    what = f"数据库用不了（{_first(error.orig)}）" if isinstance(error, DBAPIError) else f"没有做成（{_first(error)}）"
    return f"{what}。{_kept(error)}"


def _ours(error: ModuleNotFoundError) -> bool:
    """Whether a module of this program is missing: then something is broken, and no package would mend it."""
    return Path((error.name or "").split(".")[0]).is_dir()


def _first(error: BaseException | None) -> str:
    said = str(error).strip().splitlines()
    return f"{type(error).__name__}：{said[0]}" if said else type(error).__name__


def _kept(error: Exception) -> str:
    """Where the traceback is; it may quote what was typed, so only the owner of the process reads it."""
    written = "".join(traceback.format_exception(error))
    try:
        TRACEBACK.parent.mkdir(parents=True, exist_ok=True)
        TRACEBACK.unlink(missing_ok=True)
        with os.fdopen(os.open(TRACEBACK, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(written)
    except OSError:  # no place to write: better a long message than none
        return f"经过如下：\n{written.rstrip()}"
    return f"经过写在 {TRACEBACK}，请交给管程序的人"
