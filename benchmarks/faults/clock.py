"""A clock that can be set while a process runs: libfaketime, where it is installed (Debian: faketime)."""

from __future__ import annotations

from pathlib import Path

from .hanging.sitecustomize import PRELOADED_BY_PYTHON

LIBRARY = "faketime/libfaketimeMT.so.1"


def library() -> Path | None:
    """libfaketime for programs with threads; None where it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob(f"*/{LIBRARY}"))), None)


class Clock:
    """The clock of all processes with `environment`; the monotonic one goes on, as on a machine whose time is set."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set(0)
        self._file.chmod(0o644)

    def set(self, hours: float) -> None:
        """So far from the true time; heard within a second."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{hours:+.0f}h\n" if hours else "+0\n")
        fresh.chmod(0o644)
        fresh.replace(self._file)

    @property
    def environment(self) -> dict[str, str]:
        """For what starts the assistant; empty where libfaketime is missing.

        Only Python takes the library up (hanging/sitecustomize.py): PostgreSQL and Redis, which `scripts/scale.sh`
        starts with the same environment, keep the machine's own clock, as servers elsewhere would.
        """
        found = library()
        if found is None:
            return {}
        return {
            PRELOADED_BY_PYTHON: str(found),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_CACHE_DURATION": "1",
        }
