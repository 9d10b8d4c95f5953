"""The title that somebody holds, and the one that they ask about."""

from __future__ import annotations

from .events import WANTED
from .story import Found, Story

RANK = ("初级", "中级", "副高级", "正高级")
NONE = "无"
TOO_REACH = 2  # words between 也 and the wish


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
    """The highest title asked about; a level by itself (中级) is asked about as well, and so is another's level where
    the same is asked for: 「表姐两年就中级了，我也照她那样行吗」."""
    named = [
        event.value
        for event in story.events
        if event.kind == "title" and event.modality == WANTED and story.tells(event.token)
    ]
    named += [token.tags["LEVELWORD"] for token in story.all("LEVELWORD")]
    return max(named or _likewise(story), key=RANK.index, default=None)


def _likewise(story: Story) -> list[str]:
    """The levels told of others before the last word that asks for the same."""
    same = [token for token in story.all("LIKEWISE") if not story.negated(token)]
    too = story.all("TOO")
    same += [token for token in too if any("WANT" in after.tags for after in story.after(token, TOO_REACH))]
    last = max((token.index for token in same), default=0)
    told = [token for token in story.tokens[:last] if token.person != story.person]
    return [level for token in told if (level := token.tags.get("LEVELWORD") or token.tags.get("TITLE")) in RANK]
