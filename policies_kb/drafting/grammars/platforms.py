"""Web platforms: the name that stands before an address, and the address from its first sign to its last."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.lexers import addresses, occurrences

from ..folded import Folded
from ..found import Found, Mark
from ..source import Source
from ..words import words

QUOTES = {"“": "”", '"': '"', "「": "」"}
LONGEST = 40  # letters of a name
NEAR = 24  # signs between the end of a name and its address, at most


def platforms(source: Source) -> Iterator[Found]:
    """A platform with the address beside it; one without address where the sentence tells people to sign in."""
    seen: set[tuple[str, str]] = set()
    signs_in = tuple(words()["platforms"]["sign_in"])
    for passage in source.rules:
        folded = Folded(passage.text)
        printed = list(addresses(folded.plain))
        for name, start, end in _named(folded.plain):
            web = next((web for web, at in printed if 0 <= at - end <= NEAR), "")
            if not web and (printed or not folded.plain[:start].rstrip('“"「').endswith(signs_in)):
                continue
            address = web if "://" in web or not web else f"http://{web}"
            if (name, address) in seen or (not address and any(known == name for known, _ in seen)):
                continue
            seen.add((name, address))
            fact = {"id": "platform.site", "kind": "platform", "quote": passage.text}
            fact["name"] = folded.cut(start, start + len(name))
            if address:
                fact["url"] = address
            yield Found(fact, passage.clause, Mark.EXTRACTED, f"原文写着“{name}”{address}", ("url", "name"))


def _named(printed: str) -> Iterator[tuple[str, int, int]]:
    """Names that end as a platform's do, with where they stand and where the quotation ends."""
    said = words()["platforms"]
    found = list[tuple[int, str, int]]()
    for at, sign in enumerate(printed):
        closing = printed.find(QUOTES[sign], at + 1) if sign in QUOTES else -1
        if closing > at and 3 <= closing - at - 1 <= LONGEST:
            found.append((at + 1, printed[at + 1 : closing], closing + 1))
    for verb in occurrences(printed, said["leads"]):
        end = verb.end
        while end < len(printed) and (printed[end] in "—-" or "一" <= printed[end] <= "龥"):
            end += 1
        ends = occurrences(printed[verb.end : end], said["ends"])
        if ends:
            stop = verb.end + ends[0].end
            found.append((verb.end, printed[verb.end : stop], stop))
    for at, name, end in sorted(found):
        if name.endswith(tuple(said["ends"])) and len(name) > 3:
            yield name, at, end
