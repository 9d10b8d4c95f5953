"""What clerks say reaches people of 微信客服 once, in its order, within the platform's rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.wecom_door import ACCOUNT
from benchmarks.wecom_platform import FakeWeCom, Trouble
from bot.handover.outbox import Outbox
from bot.handover.queue import Queue
from bot.handover.store import Store
from bot.handover.words import words
from bot.messenger.sealing import Seal
from bot.wecom.customers import MOST, Customers
from bot.wecom.desk import CHANNEL
from bot.wecom.door import LONGEST_ID
from policies_kb.model.question import Scope

from .conftest import Brain, door, quiet, until
from .test_door import A, sender

LEAD = words("clerk_lead")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'wecom.db'}")
    yield store
    store.close()


async def asked_for(platform: FakeWeCom, queue: Queue) -> int:
    """Somebody has written, asked for a person, and a clerk has them; the number of the ticket."""
    await platform.say(A, "在吗")
    await until(lambda: platform.said_to(A))
    ticket, _ = queue.ask(sender(A), CHANNEL, scope=Scope(), question="在吗", due_at=None)
    return queue.claim(ticket.number, "a").number


async def test_a_clerks_words_come_in_their_order_and_once_over_a_bad_network(tmp_path: Path, store: Store) -> None:
    queue = Queue(store)
    async with door(Brain(), tmp_path, outbox=Outbox(store, lease=0.3)) as platform:
        number = await asked_for(platform, queue)
        platform._trouble = Trouble(lost=0.5)
        for said in ("请稍等", "到十月十八号"):
            queue.reply(number, "a", said, said)
        await until(lambda: len(platform.said_to(A)) == 4)
        platform._trouble = Trouble()
        await quiet()
        assert platform.said_to(A)[1:] == [words("claimed"), f"{LEAD}请稍等", f"{LEAD}到十月十八号"]


async def test_what_is_beyond_five_messages_comes_with_the_persons_next_one(tmp_path: Path, store: Store) -> None:
    queue = Queue(store)
    async with door(Brain(), tmp_path, outbox=Outbox(store)) as platform:
        number = await asked_for(platform, queue)
        await until(lambda: len(platform.said_to(A)) == 2)
        customers = Customers(f"sqlite:///{tmp_path / 'wecom.db'}", Seal(ACCOUNT.tokens, LONGEST_ID))
        assert customers.charge(sender(A), MOST) == MOST - 2
        customers.close()
        queue.reply(number, "a", "到十月十八号", "1")
        await quiet()
        await until(lambda: not Outbox(store).due(CHANNEL))
        assert len(platform.said_to(A)) == 2
        await platform.say(A, "好的")
        await until(lambda: len(platform.said_to(A)) == 3)
        assert "到十月十八号" in platform.said_to(A)[2]
