"""What facts say, with repetitions drawn together."""

from __future__ import annotations

import os
from collections.abc import Sequence

from policies_kb.model.facts import AnyFact, YearsFact


def sayings(facts: Sequence[AnyFact]) -> list[str]:
    """One sentence a fact; years of several educations become one sentence."""
    years = [fact for fact in facts if isinstance(fact, YearsFact) and fact.education]
    if len(years) < 2:
        return [fact.say for fact in facts]
    return [_years(years), *(fact.say for fact in facts if fact not in years)]


def _years(facts: Sequence[YearsFact]) -> str:
    """大学本科…满1年；大专…满2年；… followed by what all of them say at the end."""
    says = [fact.say.rstrip("。") for fact in facts]
    common = os.path.commonprefix([say[::-1] for say in says])[::-1]  # noqa: RUF071 — sentences, not paths
    cut = common.find("，")
    ending = common[cut:] if cut >= 0 else ""
    return "；".join(say[: len(say) - len(ending)] for say in says) + ending + "。"
