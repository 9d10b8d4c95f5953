"""Names that the reference data must hold; an unknown one is told with the name that was probably meant."""

from __future__ import annotations

from typing import Any, Literal

from policies_kb.reference import Reference

from .errors import Note
from .nearest import meant
from .yaml_lines import Location

Kind = Literal["regions", "series", "paths", "topics", "stages", "groups"]
WORDS = ("name", "short", "target", "aliases", "says", "signs")  # fields that hold other words for a name


def unknown(kind: Kind, name: str, reference: Reference) -> tuple[str, str] | None:
    """What is wrong with a name that reference/<kind>.yml does not hold, and the mend; None for a known one."""
    names: dict[str, Any] = getattr(reference, kind)
    if name in names:
        return None
    file, near = f"reference/{kind}.yml", meant(name, names, _other_words(kind, reference))
    new = f"确实是新的，先加到 {file}" if near else f"用 {file} 里的名称，或先在那里加上"
    return f"没有收录“{name}”", "；".join(filter(None, (near, new)))


def check_known(kind: Kind, name: str, at: Location, reference: Reference, note: Note) -> bool:
    """Whether reference/<kind>.yml holds ``name``; noted where it does not."""
    found = unknown(kind, name, reference)
    if found:
        note(at, *found)
    return found is None


def _other_words(kind: Kind, reference: Reference) -> dict[str, str]:
    """The words by which people call the names of a kind."""
    found: dict[str, str] = {}
    for name, entry in getattr(reference, kind).items():
        for field in WORDS:
            said = getattr(entry, field, ())
            for word in (said,) if isinstance(said, str) else said:
                found.setdefault(word, name)
    return found
