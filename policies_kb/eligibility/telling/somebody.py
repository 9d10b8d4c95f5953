"""Which facts are told of somebody, and not of a group that a rule speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from .story import Found, Story
from .tokens import Token

PERSONS = frozenset({"SELF", "KIN", "MATES", "PRONOUN"})
ASKING_REACH, OWN_REACH = 3, 5  # tokens
HAPPENED = ("了", "过")


def of_somebody(story: Story, found: Mapping[str, Found]) -> frozenset[str]:
    """The fields that are somebody's: a person is named, and not only as the one who asks; or it has happened (了)."""
    persons = [token for token in story.tokens if PERSONS & set(token.tags) and not _only_asks(story, token)]
    means = means_to(story)
    return frozenset(
        name for name, one in found.items() if one.words and _somebodys(story, one.words[0], persons, means)
    )


def means_to(story: Story) -> list[Token]:
    """The words by which somebody says that they mean to apply: 「想评中级」, and not 「想问问」."""
    return [token for token in story.all("MEANS") if not _only_asks(story, token)]


def _somebodys(story: Story, word: Token, persons: list[Token], means: list[Token]) -> bool:
    if "GROUP" in word.tags:
        near = any(0 < word.index - p.index <= OWN_REACH and p.clause == word.clause for p in persons)
        return near or any(token.clause != word.clause for token in means)  # 「公务员，想评…」, not 「公务员想评…」
    after = story.after(word, 1)
    return bool(persons or means) or bool(after and after[0].text in HAPPENED)


def _only_asks(story: Story, token: Token) -> bool:
    return any("ASKS" in other.tags for other in story.after(token, ASKING_REACH))
