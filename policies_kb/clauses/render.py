"""Print a clause tree as clean text, one paragraph a line: the notice before print damage."""

from __future__ import annotations

from policies_kb.clauses.tree import ClauseTree


def render(tree: ClauseTree) -> str:
    """Return the paragraphs in printed order with their markers; the text parses to the same tree."""
    return "\n\n".join(paragraph.printed for paragraph in tree.paragraphs) + "\n"
