"""The chooser that this process uses: put there by whoever loads the trained model."""

from __future__ import annotations

from .chooser import Chooser


class _Process:
    chooser: Chooser | None = None


_process = _Process()


def use(chooser: Chooser) -> None:
    """From now on this process chooses by it."""
    _process.chooser = chooser


def in_use() -> Chooser | None:
    """The chooser of this process; None where no model has been loaded."""
    return _process.chooser
