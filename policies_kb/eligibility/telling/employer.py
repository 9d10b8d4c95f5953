"""Where somebody works: the place, the kind of unit and its level."""

from __future__ import annotations

from collections.abc import Mapping

from policies_kb.reference import load_reference

from .events import Event
from .story import Found, Story, only
from .tokens import Token

TOWNSHIP, COUNTY, PREFECTURE = "乡镇及以下", "县", "地直"
PUBLIC, OFFICE, LIKE_OFFICE, SOCIETY = "事业单位", "机关", "参公单位", "社会组织"
KIND_OF_PREFECTURE = "地区"  # a prefecture told by its kind alone
UNNAMED = ("单位",)
VILLAGE = "村"


def region(story: Story, own_prefecture: Mapping[str, str], *, level_asked: bool = False) -> Found | None:
    """Where they work; a place that a notice or a home is said to be in counts only when nothing else is named.

    ``level_asked``: the level of the unit was asked for, so that 地直 tells that and no place.
    """
    events = [event for event in story.own("region") if not (level_asked and "PREF" in event.token.tags)]
    before = {token.clause for token in story.all("FORMER", "LEAVE")}
    events = [event for event in events if event.token.clause not in before] or events  # 原来在某县 is over
    known = load_reference().regions
    for role in ("work", "bare", "notice"):
        named = [event for event in events if event.role == role]
        if role == "notice" and len({event.value for event in events}) > 1:
            break
        if role == "work" and named:
            named = _present(story, named)
            if not named:
                return None  # two places of work, and not which is the present one
        if named:
            # 「某州某县」 is 某县
            outer = {event.value for event in named}
            inner = [event for event in named if known[event.value].parent in outer]
            chosen = (inner or named)[0]
            return Found(chosen.value, (chosen.token,), strong=role == "work")
    for token in story.all("PREF") if not level_asked else ():
        if token.text.startswith(KIND_OF_PREFECTURE) and (place := own_prefecture.get(KIND_OF_PREFECTURE)):
            return Found(place, (token,), strong=False)
        if token.text == PREFECTURE and (place := own_prefecture.get(KIND_OF_PREFECTURE)):
            return Found(place, (token,), strong=False)
    return None


def _present(story: Story, places: list[Event]) -> list[Event]:
    """The places of the present work: of two the one after a move; [] when two are left."""
    known = load_reference().regions

    def apart(events: list[Event]) -> bool:
        outer = {known[event.value].parent for event in events}
        return len({event.value for event in events} - outer) > 1

    now = places
    if apart(now) and (moves := story.all("MOVE")):
        now = [event for event in now if event.token.index > moves[-1].index]
    return [] if apart(now) else now


def unit_kind(story: Story) -> Found | None:
    """The kind of unit: what is said outright before what a noun (公司, 医院) tells."""
    said = story.own("unit_kind", "now") or story.own("unit_kind", "held")
    said = [event for event in said if not event.weak] or said  # 「公务员，在编」
    kinds = {event.value for event in said}
    moves = story.all("MOVE")
    if moves and (len(kinds) > 1 or (kinds and story.own("unit"))):
        return _after_move(story, moves[-1])
    for special in (LIKE_OFFICE, SOCIETY):
        if special in kinds:
            return _found([event for event in said if event.value == special])
    nouns = [event for event in story.own("unit", "held") if event.value]
    if said and not (nouns and all(event.weak for event in said)):
        return _found(said)
    chosen = only(nouns, lambda event: event.value)
    return Found(chosen.value, (chosen.token,), strong=chosen.value != OFFICE) if chosen else None


def _after_move(story: Story, move: Token) -> Found | None:
    later = [event for event in story.own("unit_kind") if event.role != "none" and event.token.index >= move.index]
    later += [event for event in story.own("unit", "held") if event.value and event.token.index > move.index]
    return _found(later)


def _found(events: list[Event]) -> Found | None:
    chosen = only(events, lambda event: event.value)
    return Found(chosen.value, (chosen.token,), strong=not chosen.weak) if chosen else None


def unit_level(story: Story) -> Found | None:
    """The level of the unit; a word of the county beside one of a township leaves it open."""
    said: list[Found] = []
    serving = {token.clause for token in story.all("SERVE")}
    for event in story.own("town", "work"):
        village = serving and event.words.startswith(VILLAGE)  # where somebody serves is not where their unit is
        if event.token.clause not in serving and not village:
            strong = "UNIT" in event.token.tags or any("UNIT" in t.tags for t in story.after(event.token, 2))
            said.append(Found(TOWNSHIP, (event.token,), strong))
    public: list[Found] = []
    for token in story.tokens:
        if not story.tells(token):
            continue
        after = story.after(token, 4)
        if _of_prefecture(token, after):
            said.append(Found(PREFECTURE, (token,)))
        if "COUNTY" in token.tags or (
            (token.text[:1] in "县市" and _unit(token)) or (token.text in ("县", "市") and after and _unit(after[0]))
        ):
            said.append(Found(COUNTY, (token,)))
        elif (
            "REGION" in token.tags
            and token.text[-1:] in "县市"
            and token.plays("REGION") in ("work", "bare")
            and _public(after[:3])
        ):
            public.append(Found(COUNTY, (token,), strong=False))
    # the strong words first, so that what is handed on rests on them
    ordered = sorted(said, key=lambda found: not found.strong) or public
    chosen: Found | None = only(ordered, lambda found: found.value)
    return chosen


def _unit(token: Token) -> bool:
    return "UNIT" in token.tags and token.text not in UNNAMED


def _of_prefecture(token: Token, after: list[Token]) -> bool:
    if "PREF" in token.tags:
        return token.text != KIND_OF_PREFECTURE or (
            any("UNIT" in t.tags for t in after[:4]) and (_unit(after[0]) or after[0].text in ("的", "直属"))
        )
    named = "REGION" in token.tags and token.text.endswith(KIND_OF_PREFECTURE)
    return named and any("UNIT" in t.tags or t.text == "直属" for t in after)


def _public(after: list[Token]) -> bool:
    told = any(t.tags.get("UNIT") == PUBLIC or t.tags.get("KIND") in (PUBLIC, OFFICE) for t in after)
    return told and not any("TOWN" in t.tags or t.text == "第" for t in after)
