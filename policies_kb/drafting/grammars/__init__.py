"""One small grammar per kind of fact: general words of official notices, no notice in particular."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..found import Found
from ..slipped import beside_slips
from ..source import Source
from .attachments import attachments
from .bounds import bounds
from .contact_tables import contact_tables
from .contacts import contacts
from .counted import deferrals, penalties, posting, resubmission
from .fee_tables import fee_tables
from .fees import fees
from .frame import frame
from .gathered import gathered
from .lists import documents, series
from .materials import materials
from .places import places
from .platforms import platforms
from .routes import routes
from .windows import windows
from .years import years

Grammar = Callable[[Source], Iterator[Found]]
GRAMMARS: tuple[Grammar, ...] = (
    *(frame, windows, years, series, fees, fee_tables, contacts, contact_tables, places, platforms, posting),
    *(resubmission, penalties, deferrals, attachments, documents, routes, gathered, bounds, materials),
)


def extracted(source: Source) -> list[Found]:
    """What every grammar finds, in the order of the notice's clauses."""
    order = {name: at for at, name in enumerate(source.tree.clauses)}
    found = [each for grammar in GRAMMARS for each in grammar(source)]
    return sorted(map(beside_slips, found), key=lambda each: order.get(each.clause, 0))


__all__ = ["GRAMMARS", "extracted"]
