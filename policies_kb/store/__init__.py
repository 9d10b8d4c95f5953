"""The knowledge base that answers: the current release, in memory."""

from __future__ import annotations

from .location import default_url
from .serving import choose, load_folder, load_release, unfit

__all__ = ["choose", "default_url", "load_folder", "load_release", "unfit"]
