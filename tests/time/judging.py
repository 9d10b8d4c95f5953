"""Judges what was said in one turn: the texts that are expected, and the property that holds for every answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.runtime.conversation import Reply
from policies_kb.loading import KnowledgeBase

from .values import contacts, strange

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
SHORT: dict[str, str] = DATA["notices"]


def named(short: str | list[str] | None) -> tuple[str, ...]:
    """The notices behind the short names of questions.yml."""
    listed = [short] if isinstance(short, str) else short or []
    return tuple(SHORT[name] for name in listed)


def judge(turn: dict[str, Any], replies: Sequence[Reply], told: str, day: date, base: KnowledgeBase) -> None:
    """``told``: everything that the person has said so far, which a reply may repeat."""
    text = "\n".join(reply.text for reply in replies)
    cited = [citation for reply in replies for citation in reply.custom.get("citations", ())]
    quotes = "\n".join(citation["quote"] for citation in cited)
    shown = f"{turn['say']} ({day})\n{text}\n{quotes}"
    for wanted in turn.get("has", ()):
        assert wanted in text, shown
    for unwanted in turn.get("lacks", ()):
        assert unwanted not in text + quotes, shown
    if "status" in turn:
        assert replies[-1].custom["status"] == turn["status"], shown
    if "of" not in turn:
        return
    of, asked = named(turn["of"]), named(turn.get("phones"))
    allowed = contacts(asked, base) | set(turn.get("also", ()))
    foreign = [value for value in strange(text, told, day, of, base) if value not in allowed]
    assert not foreign, f"{foreign}\n{shown}"
    sources = {citation["notice_id"] for citation in cited}
    assert sources <= {*of, *asked}, f"{sources}\n{shown}"
    if "cites" in turn:
        assert sources == set(named(turn["cites"])), f"{sources}\n{shown}"
