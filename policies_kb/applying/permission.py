"""Whether a message asks no more than whether something may still be done: 「今天还能报不」「现在交行不行」."""

from __future__ import annotations

from policies_kb.reading import Reader
from policies_kb.reading.days import moments_blanked

from .words import has, words

MOST = 1  # character that may be left over


def asks_whether(text: str, reader: Reader) -> bool:
    """Whether the message asks that and nothing else.

    It owns its part: when everything is taken away that such a question is made of (whom and what it is about, the
    present, what may be done), nothing is left. 「能不能晚点交」 or 「退回了还能改吗」 ask something else.
    """
    reading = reader.read(text)
    rest = list(reading.text)
    for mention in reading.mentions:
        if mention.entity != "specialty":
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    for round_ in reading.rounds:
        rest[round_.start : round_.end] = " " * (round_.end - round_.start)
    left = "".join(rest)
    if has(left, words("permission", "another_act")):
        return False
    now, may = words("permission", "now"), words("permission", "may")
    in_itself = has(left, words("permission", "in_time"))
    asks = any(left.rstrip(" ?？").endswith(word) for word in words("particles")) or has(
        left, words("permission", "ask")
    )
    if not asks or not (in_itself or (has(left, now) and has(left, may))):
        return False
    left = moments_blanked(_without(left, ("in_time", "now", "may", "acts", "things", "people")))
    return len(_without(left, ("fillers",)).replace(" ", "")) <= MOST


def _without(text: str, names: tuple[str, ...]) -> str:
    """The text without the words under the names, the longest first."""
    listed = {word for name in names for word in words("permission", name)}
    for word in sorted(listed, key=len, reverse=True):
        text = text.replace(word, " ")
    return text
