"""What a release holds: for serving, and as a folder of files."""

from __future__ import annotations

from pathlib import Path

from policies_kb.loading.source import write_folder

from .errors import NoRelease, ReleaseError
from .original_files import clear_gone, write_originals
from .sessions import EMPTY, reading
from .stored import Snapshot, count_of, current_number, release_row, snapshot


def sources(url: str, number: int | None = None) -> Snapshot:
    """The notices of a release, of the current one where ``number`` is None.

    Raises NoRelease when there is none yet, ReleaseError for an unknown number, StoreError when the database is out
    of reach or its texts are not those that were released.
    """
    with reading(url) as session:
        wanted = current_number(session) if number is None else number
        if wanted is None:
            raise NoRelease(EMPTY)
        return snapshot(session, wanted)


def counted(url: str, number: int | None = None) -> tuple[int, int]:
    """The number of a release and of its notices. Raises as ``sources`` does."""
    with reading(url) as session:
        wanted = current_number(session) if number is None else number
        if wanted is None:
            raise NoRelease(EMPTY)
        release_row(session, wanted)
        return wanted, count_of(session, wanted)


def export(url: str, folder: Path, number: int | None = None, *, over: bool = False) -> int:
    """Writes a release into ``folder``, byte for byte what was imported, with its originals; returns its number.

    Raises what ``sources`` does, and ReleaseError when the folder is not empty (unless ``over``) or cannot be written.
    """
    found = sources(url, number)
    try:
        if over:
            clear_gone(found.sources, folder)
        write_folder(found.sources, folder, over=over)
        write_originals(url, found.sources, folder)
    except FileExistsError as error:
        raise ReleaseError(f"{folder} 不是空的文件夹：换一个，或加 --over 覆盖") from error
    except OSError as error:
        raise ReleaseError(f"写不进 {folder}（{error.strerror}）：检查路径和权限") from error
    return found.number
