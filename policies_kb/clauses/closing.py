"""Paragraphs after the last item of a list: whether they belong to the item or to the list's parent."""

from __future__ import annotations

import re
from enum import Enum

from policies_kb.clauses.builder import Builder
from policies_kb.clauses.numbering import Marker, Style
from policies_kb.clauses.outline import Outline
from policies_kb.clauses.prose import closes_list, is_finished, is_open

_SPEAKS_TO_ALL = re.compile(
    r"以上|上述|所有|全部|凡|请|逾期|未尽事宜|未按|本通知|特此|其他未"
    r"|(?:申报|参评|推荐|用人|基层|审核|主管)(?:者|人|人员|单位|部门)(?![：:])"
    r"|各(?:单位|县|市|地|州|部门|级|推荐|申报|用人|有关|相关|企|系列|评委会)"
)


class Place(Enum):
    """Where a paragraph below an item belongs."""

    ITEM = "item"
    PARENT = "parent"
    PERHAPS_PARENT = "perhaps parent"


def find_place(text: str, outline: Outline, builder: Builder, following: Marker | None) -> Place:
    """Say where a new paragraph below the innermost open clause belongs; `following` is the next marker.

    While the list goes on it belongs to the item. After the last item, it belongs to the parent if it speaks
    to all, or leads to the next list; or if every item before had one paragraph only: surely in an article,
    whose items have no second one, else with a doubt.
    """
    item = outline.open[-1]
    if outline.depth < 2 or item.style in (Style.CHAPTER, Style.SECTION, Style.ARTICLE):
        return Place.ITEM
    goes_on = following is not None and following.style is item.style and following.number == item.number + 1
    if goes_on:
        return Place.ITEM
    before = builder.last_text
    if closes_list(text, before):
        return Place.PARENT
    items = outline.items()
    if is_open(before) or before[-1:] in "：:" or len(items) < 2 or not all(builder.count(at) == 1 for at in items):
        return Place.ITEM
    restarts = following is not None and following.style is item.style and following.number == 1
    if _SPEAKS_TO_ALL.match(text) or (restarts and text[-1] in "：:"):
        return Place.PARENT
    earlier = [builder.first_text(at) for at in items[:-1]]
    if not is_finished(builder.first_text(item.id)) and sum(map(is_finished, earlier)) * 2 > len(earlier):
        return Place.ITEM  # the last item is a heading, this is its text
    in_article = any(entry.style is Style.ARTICLE for entry in outline.open)
    return Place.PARENT if in_article else Place.PERHAPS_PARENT
