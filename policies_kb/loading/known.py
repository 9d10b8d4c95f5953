"""Names that the reference data must hold; an unknown one is told with the name that was probably meant."""

from __future__ import annotations

from typing import Any, Literal

from policies_kb.reference import Reference

from .errors import Note
from .nearest import nearest_name
from .yaml_lines import Location

Kind = Literal["regions", "series", "paths", "topics", "stages", "groups"]


def check_known(kind: Kind, name: str, at: Location, reference: Reference, note: Note) -> bool:
    """Whether reference/<kind>.yml holds ``name``; noted where it does not."""
    names: dict[str, Any] = getattr(reference, kind)
    if name in names:
        return True
    if "，" in name:
        note(at, f"没有收录“{name}”", "几项之间改用半角逗号“, ”")
        return False
    near = nearest_name(name, names, _other_words(kind, reference))
    file = f"reference/{kind}.yml"
    mend = f"写成 {near}；确实是新的，先加到 {file}" if near else f"用 {file} 里的名称，或先在那里加上"
    note(at, f"没有收录“{name}”", mend)
    return False


def _other_words(kind: Kind, reference: Reference) -> dict[str, str]:
    """The words by which people call the names of a kind."""
    found: dict[str, str] = {}
    for name, entry in getattr(reference, kind).items():
        for field in ("name", "short", "target", "aliases", "says", "signs"):
            said = getattr(entry, field, ())
            for word in (said,) if isinstance(said, str) else said:
                found.setdefault(word, name)
    return found
