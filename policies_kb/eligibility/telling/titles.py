"""The title that somebody holds, and the one that they ask about."""

from __future__ import annotations

from .events import WANTED
from .story import Found, Story

RANK = ("初级", "中级", "副高级", "正高级")
NONE = "无"


def current_title(story: Story) -> Found | None:
    """The highest title held; 无 for none. One that is wanted does not count."""
    # 「馆员还没评，助理馆员满五年」: it is that title which they have not; 「没评上优秀」 is no title
    without = [
        token
        for token in story.all("NOTITLE")
        if not any("TITLE" in other.tags for other in story.before(token, 4))
        and not any("GRADE" in other.tags for other in story.after(token, 2))
    ]
    if without:
        return Found(NONE, (without[0],))
    for token in story.all("TWORD"):
        after = story.tokens[token.index + 1 : token.index + 2]
        if story.negated(token) or (after and "NEG" in after[0].tags and after[0].text[:1] in "没无未"):
            return Found(NONE, (token,))
    named = story.own("title", "held") or story.own("title", "bare")
    if not named:
        return None
    best = max(named, key=lambda event: RANK.index(event.value))
    return Found(best.value, (best.token,), strong=not best.weak)


def wanted_title(story: Story) -> str | None:
    """The highest title asked about; a level by itself (中级) is asked about as well."""
    named = [
        event.value
        for event in story.events
        if event.kind == "title" and event.modality == WANTED and story.tells(event.token)
    ]
    named += [token.tags["LEVELWORD"] for token in story.all("LEVELWORD")]
    return max(named, key=RANK.index) if named else None
