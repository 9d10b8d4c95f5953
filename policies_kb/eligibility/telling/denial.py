"""What is denied of the case: 「她不是护士」「不是本科，是大专」 take back what was told before."""

from __future__ import annotations

from typing import Any

from policies_kb.reading import ASKING, Reading

from .profession import named_beside
from .story import Story
from .tokens import Token

DENIALS = ("不是", "并非", "又不是", "不属于", "也不是")
FIELDS = {
    "EDU": "education",
    "MODE": "study_mode",
    "KIND": "unit_kind",
    "UNIT": "unit_kind",
    "TITLE": "current_title",
    "LEVELWORD": "current_title",
    "PTHG": "putonghua",
    "REGION": "region",
}
REACH = 2  # words between a denial and what it denies: 不是什么护士
Denied = tuple[tuple[str, Any], ...]


def denied(story: Story, reading: Reading) -> Denied:
    """Pairs of field and value that are said not to be so; nothing of a clause that asks or supposes."""
    found: dict[tuple[str, Any], None] = {}
    for denial in story.tokens:
        if denial.text not in DENIALS or not story.tells(denial) or _asked(story, denial):
            continue
        for token in story.after(denial, REACH):
            pairs = [(FIELDS[label], token.tags[label]) for label in FIELDS if token.tags.get(label)]
            pairs += named_beside(story, reading, token)
            found |= dict.fromkeys(pairs)
            if pairs:
                break
    undone = any(token.plays("PROCEDURE") == "lacking" for token in story.all("PROCEDURE"))
    if undone and not story.all("RETIRED"):
        found["retired", True] = None  # 「手续还没办」: whoever was said to have retired has not
    return tuple(found)


def _asked(story: Story, denial: Token) -> bool:
    clause = [token for token in story.tokens if token.clause == denial.clause]
    if any({"MAY", "WHETHER", "ENDING", "IF", "WANT"} & set(token.tags) for token in clause):
        return True
    return ASKING.search("".join(token.text for token in clause)) is not None
