"""What a message of a messenger is, as far as the assistant is concerned."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """TALK is for the assistant; WHERE is a position without a place of ours; the others get words of the door's own,
    or none."""

    TALK = "talk"
    GREET = "greet"
    WHERE = "where"
    UNSUPPORTED = "unsupported"
    SILENT = "silent"
