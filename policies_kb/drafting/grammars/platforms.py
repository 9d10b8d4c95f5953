"""Web platforms: the name that stands before an address, and the address from its first sign to its last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policies_kb.loading.typed_values.names import WEB

from ..folded import Folded
from ..found import Found, Mark
from ..source import Source
from ..words import words

QUOTED = re.compile(r"[“\"「](?P<name>[^”\"」]{3,40})[”\"」]")
BARE = re.compile(r"(?:登录|登陆|通过|进入|访问|在)(?P<name>[一-龥—-]{4,40}?(?:平台|系统))")
NEAR = 24  # signs between the end of a name and its address, at most
FILE = re.compile(r"\.(?:jpg|jpeg|png|pdf|docx?|xlsx?)$", re.IGNORECASE)


def platforms(source: Source) -> Iterator[Found]:
    """A platform with the address beside it; one without address where the sentence tells people to sign in."""
    seen: set[tuple[str, str]] = set()
    for passage in source.rules:
        folded = Folded(passage.text)
        addresses = [web for web in WEB.finditer(folded.plain) if not FILE.search(web[0])]
        for name, start, end in _named(folded.plain):
            web = next((web for web in addresses if 0 <= web.start() - end <= NEAR), None)
            if web is None and addresses:
                continue
            if web is None and not re.search(r"登[录陆]$", folded.plain[:start].rstrip('“"「')):
                continue
            address = "" if web is None else web[0] if "://" in web[0] else f"http://{web[0]}"
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
    kinds = tuple(words()["platform"])
    found = [*QUOTED.finditer(printed), *BARE.finditer(printed)]
    for match in sorted(found, key=lambda match: match.start()):
        if match["name"].endswith(kinds) and len(match["name"]) > 3:
            yield match["name"], match.start("name"), match.end()
