"""After a fault: what people were told against what stands in the database."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
import sqlalchemy as sa

from bot.runtime.database import open_engine
from bot.runtime.event_log import conversation_event, stored_name

from .talkers import PATIENCE, Person, Said

SENT_AGAIN = 3  # of each person's last answers
TRIES, AGAIN_AFTER = 10, 1.0  # times, seconds


@dataclass(frozen=True)
class Reckoning:
    """``lost``: answered as remembered and not stored; ``twice``: stored more often than said, or answered otherwise
    when sent again; ``wrong``: another notice cited; ``told``: answered with the word that it is not remembered."""

    answered: int
    lost: int
    twice: int
    wrong: int
    told: int
    broken: int
    cut: int
    refused: int
    sorry: int


async def reckon(people: Sequence[Person], store_url: str) -> Reckoning:
    """Counts, over all people; sends their last messages once more."""
    stored = await asyncio.to_thread(_stored, people, store_url)
    lost = twice = 0
    for person in people:
        there = stored[person.sender]
        sent = Counter(one.text for one in person.said)
        kept = Counter(one.text for one in person.said if one.remembered)
        lost += sum((kept - there).values())
        twice += sum((there - sent).values())
    # What is sent again is not counted with what was said.
    counts = [(person.broken, person.cut, person.refused, person.sorry) for person in people]
    twice += sum(await asyncio.gather(*(_otherwise(person) for person in people)))
    answered = [one for person in people for one in person.said if one.answer is not None]
    return Reckoning(
        answered=len(answered),
        lost=lost,
        twice=twice,
        wrong=sum(one.wrong for one in answered),
        told=sum(not one.remembered for one in answered),
        broken=sum(count[0] for count in counts),
        cut=sum(count[1] for count in counts),
        refused=sum(count[2] for count in counts),
        sorry=sum(count[3] for count in counts),
    )


def _stored(people: Sequence[Person], store_url: str) -> dict[str, Counter[str]]:
    table = conversation_event
    engine = open_engine(store_url)
    found: dict[str, Counter[str]] = {}
    with engine.connect() as connection:
        for person in people:
            wanted = sa.select(table.c.body).where(
                table.c.sender_id == stored_name(person.sender), table.c.kind == "user"
            )
            found[person.sender] = Counter(json.loads(body)["text"] for body in connection.scalars(wanted))
    engine.dispose()
    return found


async def _otherwise(person: Person) -> int:
    """How many of the last remembered messages are answered otherwise when they come again.

    An answer with the word that it is not remembered was given while this process did not reach its database (another
    had recovered before it): such a message is sent again, as people are asked to.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        last = [one for one in person.said if one.remembered][-SENT_AGAIN:]
        return sum([await _differs(person, session, one) for one in last])


async def _differs(person: Person, session: aiohttp.ClientSession, one: Said) -> bool:
    for _ in range(TRIES):
        heard = await person.hear(session, one)
        if heard is None or heard.text == one.answer:
            return False
        if heard.remembered:
            print(f"{one.text}: {one.answer} ≠ {heard.text}", file=sys.stderr)
            return True
        await asyncio.sleep(AGAIN_AFTER)
    return True
