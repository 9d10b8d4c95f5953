"""What a person probably meant: the name, or the words of the notice, that are most like what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from policies_kb.lexers import plain

SURE, NEAR = 80, 50  # of 100: how alike a name must be to be meant, and to be asked for
APART = 8  # names so much less alike than the nearest are not asked for
NEAR_WORDS = 60  # how alike words of the notice must be
SLACK = 4  # how much longer or shorter the words of the notice may be, in characters
SHOWN = 40  # characters of a quote in a message
POINTS = " ,.;:，。；：、"


def meant(written: str, names: Iterable[str], also: Mapping[str, str] | None = None) -> str:
    """The mend for an unknown name: which one to write, or which ones it might be; "" where none is alike.

    ``also``: other words for a name.
    """
    known = {name: name for name in names} | dict(also or {})
    if written in known:
        return f"写成 {known[written]}"
    found = process.extract(written, list(known), scorer=fuzz.ratio, score_cutoff=NEAR, limit=6)
    near = list(dict.fromkeys(known[name] for name, score, _ in found if score > found[0][1] - APART))
    if len(near) == 1 and found[0][1] >= SURE:
        return f"写成 {near[0]}"
    return f"是不是 {' 或 '.join(near[:3])}" if near else ""


def nearest_words(written: str, text: str) -> str:
    """The part of ``text`` most like ``written``, in plain form; "" where none is alike."""
    wanted, around = plain(written), plain(text)
    if not wanted or not around:
        return ""
    found = fuzz.partial_ratio_alignment(wanted, around, score_cutoff=NEAR_WORDS)
    if found is None or len(around) < len(wanted):
        return around if fuzz.ratio(wanted, around) >= NEAR_WORDS else ""
    spans = [
        (start, end)
        for start in range(max(found.dest_start - SLACK, 0), found.dest_start + SLACK + 1)
        for end in range(found.dest_end - SLACK, min(found.dest_end + SLACK, len(around)) + 1)
        if start < end
    ]
    start, end = max(spans, key=lambda span: fuzz.ratio(wanted, around[span[0] : span[1]]))
    return around[start:end].strip(POINTS) if wanted == wanted.strip(POINTS) else around[start:end]


def difference(written: str, printed: str) -> tuple[str, str]:
    """Both texts around the first sign in which they differ, short enough to show."""
    one, other = plain(written), plain(printed)
    at = next((at for at, signs in enumerate(zip(one, other, strict=False)) if signs[0] != signs[1]), 0)
    first = max(at - SHOWN // 2, 0) if len(one) > SHOWN else 0

    def shown(text: str) -> str:
        return "…" * (first > 0) + text[first : first + SHOWN] + "…" * (first + SHOWN < len(text))

    return shown(one), shown(other)
