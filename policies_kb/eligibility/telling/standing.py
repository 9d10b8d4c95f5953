"""What may stand in the way: a sanction, retirement, the language test."""

from __future__ import annotations

from datetime import date

from ..anniversaries import anniversary
from ..periods import days_of, period_of
from .story import Found, Story, only
from .tokens import Token

SANCTION = "处分"  # the word alone does not say how grave
PERIOD = "处分期"
LEAVES, NOT_YET = "退", "not_yet"
GRAVE = ("过", "级", "职")  # 记过处分, 降级处分, 撤职处分
NO_GRADE = "无"
SOON, REACH = 2, 3  # clauses, words


def under_discipline(story: Story, as_of: date) -> Found | None:
    """Whether a sanction of 记过 or above still runs: lifted ones and those below it do not count."""
    return _by_its_words(story) or _by_its_time(story, as_of)


def _by_its_time(story: Story, as_of: date) -> Found | None:
    """「去年11月给的降级，两年」: whether its time is over, where both its begin and its length are told."""
    named = [t for t in story.all("HEAVY") if SANCTION not in t.text or any(n in t.text for n in GRAVE)]
    begun = only([event for event in story.own("sanction") if event.when], lambda event: event.when)
    length = only([event for event in story.own("sanction") if event.length], lambda event: event.length)
    if not named or begun is None or length is None or length.length != int(length.length):
        return None
    when = begun.when
    span = (when, when) if isinstance(when, date) else days_of(period_of(when))
    first, last = (anniversary(day, int(length.length)) for day in span)
    if first <= as_of < last:
        return None
    return Found(as_of < first, (*named, begun.token, length.token))


def _by_its_words(story: Story) -> Found | None:
    if none := story.all("NODISC"):
        return Found(False, (none[0],))
    heavy, light = story.all("HEAVY"), story.all("LIGHT")
    named = [token for token in heavy if SANCTION not in token.text and "LIGHT" not in token.tags]
    running = story.all("INPERIOD")
    if not heavy and not light:
        inside = [token for token in running if token.text.startswith(PERIOD)]
        return Found(True, (inside[0],)) if inside else None
    words = (*heavy, *light)
    if denied := [token for token in named if story.negated(token, REACH)]:
        named = [token for token in named if token not in denied]
        if not named and (light or not running):
            return Found(False, tuple(denied))
    period = [token for word in words for token in story.near(word, "INPERIOD", REACH)]
    if period or any(PERIOD in token.text for token in running):
        if light and not named:
            return Found(False, tuple(light))
        return Found(True, (*heavy, *period), strong=bool(named)) if heavy and (named or not light) else None
    over = [token for word in words for token in story.near(word, "OVER", SOON, before=False)]
    if over:
        return Found(False, (*words, *over))
    if light and not named:
        return Found(False, tuple(light))
    if any(story.negated(token, REACH) for token in heavy):
        return Found(False, tuple(heavy))
    return None


def retired(story: Story, as_of: date) -> Found | None:
    """Whether they have retired. Who will, or whose procedure is not done, has not, whatever else is said."""
    if denied := [token for token in story.all("ONDUTY") if LEAVES in token.text]:
        return Found(False, (denied[0],))  # 「我没有退休，返聘的是别人」
    told = story.all("RETIRED")
    if not_yet := [token for token in told if token.plays("RETIRED") == NOT_YET or _to_come(story, token, as_of)]:
        return Found(False, (not_yet[0],))
    if undone := [token for token in story.all("PROCEDURE") if told and token.plays("PROCEDURE") == "lacking"]:
        return Found(False, (undone[0],))
    if leaving := [token for token in story.all("LEAVING") if token.plays("LEAVING") == NOT_YET]:
        return Found(False, (leaving[0],), strong=False)
    if told:
        return Found(True, (told[0],)) if told[0].plays("RETIRED") == "held" else None
    # 在职研究生 is a way of study
    on_duty = [token for token in story.all("ONDUTY") if token.text != "在职" or not story.near(token, "EDU", 0)]
    return Found(False, (on_duty[0],)) if on_duty else None


def _to_come(story: Story, token: Token, as_of: date) -> bool:
    """「2031年退休」: whether the day told beside it is still to come."""
    told = [other.tags["DATE"] for other in story.before(token, REACH) if "DATE" in other.tags]
    return any((when if isinstance(when, date) else days_of(period_of(when))[0]) > as_of for when in told)


def putonghua(story: Story) -> Found | None:
    """A grade such as 二级乙等; 无 where the test was never taken; None where two are named."""
    if ungraded := story.all("PTHNONE"):
        return Found(NO_GRADE, (ungraded[-1],))
    graded = story.all("PTHG")
    if graded:
        chosen = only(graded, lambda token: token.tags["PTHG"])
        return Found(chosen.tags["PTHG"], (chosen,)) if chosen else None
    lacking = [token for token in story.all("PTH") if token.plays("PTH") == "lacking"]
    return Found(NO_GRADE, (lacking[0],)) if lacking else None
