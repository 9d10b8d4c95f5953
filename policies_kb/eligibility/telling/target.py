"""What a story asks for, as a target of reference/paths.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policies_kb.reading import Reading
from policies_kb.reference import load_reference

from ..applicant import Target
from .degrees import ORDER
from .story import Story
from .titles import RANK, wanted_title

JUNIOR, MIDDLE = RANK[:2]
GRADUATES = ORDER[ORDER.index("硕士") :]  # to whom a notice may grant a title: for them 中级 is left open
CLOSE = 4  # words between 定 and 中级


def target(reading: Reading, story: Story, values: Mapping[str, Any]) -> Target | None:
    """The way to a title that is meant; None where the words leave it open."""
    reference = load_reference()
    if reading.text.strip() in reference.targets:
        return reading.text.strip()
    by_telling = [path.target for path in reference.paths.values() if set(path.told_by) & set(values)]
    if by_telling:
        return by_telling[0]
    for token in reversed(story.all("PATH")):
        return reference.paths[token.tags["PATH"]].target
    single = values.get("series") in reading.own_notice
    town = any("TOWN" in token.tags for token in story.tokens)
    middle, narrower = _fixed(MIDDLE)
    if _fixes(story, MIDDLE):
        return narrower if town and not single else middle
    wanted = wanted_title(story)
    path = reference.paths.get(reading.scope.path or "")
    board = next(other.target for other in reference.paths.values() if other.board)
    if single and ((path and path.board) or (story.all("APPLY") and wanted in RANK[1:])):
        return board
    if path and not path.board and not path.narrows:
        return path.target
    if single and story.all("REVIEW"):
        return board
    holds = values.get("current_title") in RANK
    if wanted == MIDDLE and not (single or holds or values.get("education") in GRADUATES) and town:
        return narrower
    if wanted not in (None, JUNIOR) and any(token.text == "评" for token in story.all("REVIEW")):
        return board
    if wanted == JUNIOR and values.get("current_title") != JUNIOR:  # 「她现在是初级 能定到啥级」 tells what she has
        return reference.ordinary_path.target
    if single and values.get("current_title") in (JUNIOR, MIDDLE):
        return board
    return None


def _fixes(story: Story, level: str) -> bool:
    """「初定中级」「定个中级」."""
    for token in story.all("FIX"):
        for other in story.tokens[token.index + 1 : token.index + CLOSE]:
            if other.tags.get("LEVELWORD") == level or other.tags.get("TITLE") == level:
                return True
    return False


def _fixed(level: str) -> tuple[Target, Target]:
    """The path that fixes this level without a board, and the narrower one."""
    paths = load_reference().paths.values()
    narrower = next(path for path in paths if path.narrows and level in path.levels)
    return load_reference().paths[narrower.narrows or ""].target, narrower.target
