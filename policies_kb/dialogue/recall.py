"""Going back to a question asked before: by its matter, by what its facts vary by, to hear a part of it once more."""

from __future__ import annotations

from dataclasses import dataclass

from policies_kb.choosing import guesses, in_use
from policies_kb.model.question import Scope
from policies_kb.reading import Reader
from policies_kb.reference import load_reference

from .frame import Asked, Case
from .whole import numbered_part
from .words import longest_first, without, words

_EDGE = " ,，。.!！?？、;；:：~…"
_LONGEST = 8  # characters of a matter that one goes back to, or of a part to hear once more


@dataclass(frozen=True)
class Back:
    """``asked``: the earlier question, where one is about it; ``rest``: what is asked now, "" to hear it again."""

    asked: Asked | None
    rest: str


def going_back(text: str, case: Case, reader: Reader) -> Back | None:
    """「回到刚才那个收费的事 初级多少」: the earlier question on the matter, and what is asked of it now."""
    table = words("asking")["return"]
    start = next((w for w in longest_first("asking", "back") if text.lstrip("那 ").startswith(w)), "")
    if not start:
        return None
    rest = text.lstrip("那 ")[len(start) :]
    before = next((w for w in sorted(table["before"], key=len, reverse=True) if rest.startswith(w)), "")
    rest = rest[len(before) :].lstrip(_EDGE)
    ends = [(rest.index(w), -len(w)) for w in table["matter"] if 0 < rest.find(w) <= _LONGEST]
    if ends:
        at, length = min(ends)
        matter, rest = rest[:at], rest[at - length :]
    elif before:
        matter, _, rest = rest.partition(" ")
    else:
        return None
    matter, rest = matter.removesuffix("的").strip(_EDGE), rest.strip(_EDGE)
    if not matter or len(matter) > _LONGEST or reader.read(matter).scope != Scope():
        return None
    found = _about(matter, case, reader)
    return Back(found, f"{matter}{rest}" if rest or found is None else "")


def once_more(text: str, case: Case, reader: Reader) -> Back | None:
    """「再说一次地址」: the earlier question that was answered with it; None where no part is named."""
    plain = text.strip(_EDGE)
    cut = next((w for w in longest_first("asking", "once_more") if plain.startswith(w) or plain.endswith(w)), "")
    if not cut:
        return None
    part = plain.removeprefix(cut) if plain.startswith(cut) else plain.removesuffix(cut)
    part = without(part, longest_first("asking", "softly")).strip(_EDGE).strip("的")
    if part and numbered_part(part, case.asked):
        return Back(None, part)  # 「③再说一遍」
    if not 1 < len(part) <= _LONGEST:
        return None
    found = _about(part, case, reader)
    return Back(found, "" if found else part)


def varying(named: Scope, case: Case) -> Asked | None:
    """The latest question whose facts vary by the level or education named alone; None where the last one does, too."""
    slots = {slot for slot in ("level", "education") if getattr(named, slot)}
    others = named.regions or named.series or named.path or named.rounds
    if not slots or others or slots & set(case.asked.by):
        return None
    return next((asked for asked in case.recent if slots & set(asked.by)), None)


def _about(matter: str, case: Case, reader: Reader) -> Asked | None:
    """The latest question whose words hold the matter, or whose topic it names, or one of the same group of topics."""
    topics = load_reference().topics
    listed = [asked for asked in (case.asked, *case.recent) if asked.topics]
    (rows,) = guesses(in_use(), reader, [matter])
    first = rows[0].topic if rows and rows[0].topic in topics else ""
    ways = (
        [asked for asked in listed if matter in asked.text],
        [asked for asked in listed if first in asked.topics[:1]],
        [asked for asked in listed if first in asked.topics],
    )
    return next((found[0] for found in ways if found), None)
