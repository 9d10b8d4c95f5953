"""The same draft from every form of one text: facts that differ between .txt, .docx, .html and .pdf."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from policies_kb.clauses import ClauseTree, bare, parse
from policies_kb.drafting.covering import quotes_of
from policies_kb.drafting.draft import Draft, draft
from policies_kb.drafting.reading import read_file
from policies_kb.drafting.values import values_of
from policies_kb.loading import KnowledgeBase
from scripts.browser import CHROMIUM

from .printing import write_page, write_print, write_word

Writer = Callable[[Path, ClauseTree], Path]
WRITERS: dict[str, Writer] = {
    "docx": write_word,
    "html": write_page,
    **({"pdf": write_print} if CHROMIUM.exists() else {}),
}
Told = tuple[str, str, str, tuple[object, ...], str]  # clause, kind, topic, typed values, letters quoted


def from_each_form(
    text: str, base: KnowledgeBase, today: date, writers: Mapping[str, Writer] = WRITERS
) -> dict[str, tuple[list[str], list[Told]]]:
    """Form → the ids of the clauses and the facts drafted, the text itself under "txt"."""
    tree, made = parse(text), dict[str, tuple[list[str], list[Told]]]()
    with tempfile.TemporaryDirectory() as folder:
        files = {"txt": Path(folder) / "notice.txt"}
        files["txt"].write_text(text, encoding="utf-8")
        files |= {form: write(Path(folder) / f"notice.{form}", tree) for form, write in writers.items()}
        for form, file in files.items():
            read = read_file(file)
            drafted = draft(read.text, base, today, slips=read.slips, printed=read.printed)
            made[form] = list(drafted.tree.clauses), told(drafted)
    return made


def told(drafted: Draft) -> list[Told]:
    """What a draft tells, in a form that print does not change."""
    made = [
        (
            found.clause,
            found.kind,
            str(found.fact.get("topic", "")),
            values_of(found.fact),
            "/".join(map(bare, quotes_of(found.fact))),
        )
        for found in drafted.facts
    ]
    return sorted(made, key=repr)


def differences(made: Mapping[str, tuple[list[str], list[Told]]]) -> list[str]:
    """Every clause and fact of another form that the text has not, and the other way round; none where all is well."""
    clauses, facts = made["txt"]
    found = []
    for form, (own, own_facts) in made.items():
        found += [f"{form}：条号多了{name}" for name in own if name not in clauses]
        found += [f"{form}：条号少了{name}" for name in clauses if name not in own]
        found += [f"{form}：多 {fact}" for fact in own_facts if fact not in facts]
        found += [f"{form}：少 {fact}" for fact in facts if fact not in own_facts]
    return found
