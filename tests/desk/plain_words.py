"""Names of a record's parts that a page shows to people, who know no such names."""

from __future__ import annotations

import re
from html import unescape

from policies_kb.model.facts import Fact
from policies_kb.reference import Reference

NOT_READ = re.compile(r"<(script|style|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
NAME = re.compile(r"(?<![\w./@:-])[a-z][a-z0-9_]*(?:[./\[][a-z0-9_]+)*(?![\w/@-])")
ASSIGNED = re.compile(r"(?<![\w/.])([a-z_]+)\s*[:：](?!//)")


def ids_shown(page: str, reference: Reference, facts: list[str]) -> set[str]:
    """Every id of a topic, stage, path or fact, every place in a file and every field with a value that is read."""
    text = unescape(NOT_READ.sub(" ", page))
    known = {*reference.topics, *reference.stages, *reference.paths, *facts}
    words = {found[0] for found in NAME.finditer(text)}
    points = {name.split(".")[0] for name in facts}
    return {
        word
        for word in words
        if word in known or "[" in word or "_" in word or (word.split(".")[0] in points and "." in word)
    } | {found[1] for found in ASSIGNED.finditer(text) if found[1] in Fact.model_fields}
