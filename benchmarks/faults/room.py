"""Where a drill's files lie, and how its disk becomes full.

A small file system in memory where one may be mounted (needs root); else a limit on how large files may grow, which a
process of the same user can be given while it runs (RLIMIT_FSIZE).
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

MEGABYTES = 700  # PostgreSQL's journal and 100 MB to spare, without which the assistant counts itself as not ready
FILLER = "filler"
NO_MORE = 1  # bytes


@dataclass(frozen=True)
class Room:
    """``folder``: for everything that the assistant writes; ``mounted``: whether it is a file system of its own."""

    folder: Path
    mounted: bool

    @property
    def how(self) -> str:
        """How the disk is filled, for the table."""
        return f"{MEGABYTES} MB 的 tmpfs 写满" if self.mounted else "限制文件大小(RLIMIT_FSIZE),不能挂载 tmpfs"

    @contextlib.contextmanager
    def full(self, writers: Sequence[int]) -> Iterator[None]:
        """No byte more can be written; ``writers``: the processes that write here."""
        if not self.mounted:
            before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in writers}
            for pid, (_, hard) in before.items():
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (NO_MORE, hard))
            try:
                yield
            finally:
                for pid, limits in before.items():
                    with contextlib.suppress(ProcessLookupError):
                        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
            return
        filler = self.folder / FILLER
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as sink:
            while True:
                sink.write(bytes(1 << 20))
        with contextlib.suppress(OSError), filler.open("ab", buffering=0) as sink:
            while True:
                sink.write(b"0")
        try:
            yield
        finally:
            filler.unlink()


@contextlib.contextmanager
def room() -> Iterator[Room]:
    """An empty folder, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="zc-drill-"))
    folder.chmod(0o755)  # PostgreSQL's own user has to get in
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield Room(folder, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)
