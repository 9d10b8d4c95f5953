"""A second person told by the first: 「跟我一样单位一样学历，就是他晚来一年」."""

from __future__ import annotations

from typing import Any

from policies_kb.eligibility.telling import TIMES, Told

from .words import words


def alike(text: str, told: Told, known: dict[str, Any]) -> dict[str, Any] | None:
    """What of ``known`` is told of another person by the message ``text``, which itself tells ``told``.

    None where nobody is said to be the same.
    """
    table = words("people")["alike"]
    same = any(word in text for word in table["with"]) and any(word in text for word in table["same"])
    if not same or any(word in text for word in table["not"]):
        return None
    named = {f for line in table["named"] if any(word in text for word in line["words"]) for f in line["fields"]}
    whole = not named or any(word in text for word in (*table["else"], *table["all"]))
    other = TIMES if TIMES & told.values.keys() or told.apart is not None else frozenset()
    return {
        name: value for name, value in known.items() if (whole or name in named) and name not in {*told.values, *other}
    }
