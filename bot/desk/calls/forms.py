"""The forms that belong to an answer: those that its notices print, each with the address that can be sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from policies_kb.forms import Template, templates
from policies_kb.loading import KnowledgeBase, Notice

Listed = list[tuple[str, list[tuple[Template, str]]]]


def forms(base: KnowledgeBase, notices: Sequence[str], site: str) -> Listed:
    """For each notice that prints forms: what it is called, and the forms with their addresses."""
    found: Listed = []
    for name in notices:
        printed = [(one, f"{site}/notices/{quote(name)}/forms/{one.number}.docx") for one in _of(base.notices[name])]
        if printed:
            found.append((base.names[name], printed))
    return found


@lru_cache(maxsize=64)  # asked at every pause in typing
def _of(notice: Notice) -> tuple[Template, ...]:
    return templates(notice)
