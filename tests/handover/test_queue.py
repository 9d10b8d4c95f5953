"""The queue: each has one place, one clerk, and is never forgotten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from bot.handover.outbox import Outbox
from bot.handover.queue import Queue
from bot.handover.store import Store
from bot.handover.tables import ticket_table, word_table
from bot.handover.tickets import NotYours, State
from bot.handover.words import leaves, words

from .conftest import Clock, ask

CLERK_SILENT, PERSON_SILENT = 15 * 60.0, 30 * 60.0
ID_NUMBER, MOBILE = "652801199003071234", "13812345678"


def heard(outbox: Outbox, sender: str, seen: int = 0) -> list[str]:
    """What reaches the person."""
    return [word.text for word in outbox.news(sender, seen)[1]]


def test_who_asks_twice_keeps_the_place(queue: Queue) -> None:
    first, second = ask(queue, "甲"), ask(queue, "乙")
    assert ask(queue, "甲").number == first.number
    assert [queue.ahead(first), queue.ahead(second)] == [0, 1]


def test_many_at_once_have_one_ticket_each(queue: Queue) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: ask(queue, f"人{number % 5}").number, range(20)))
    assert len(set(found)) == 5
    assert len(queue.waiting()) == 5


def test_two_clerks_never_have_the_same_person(queue: Queue) -> None:
    for number in range(12):
        ask(queue, f"人{number}")

    def take_all(clerk: str) -> list[int]:
        return [ticket.number for ticket in iter(lambda: queue.claim_next(clerk), None)]

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(take_all, "甲乙丙丁") for number in numbers]
    assert sorted(taken) == sorted(set(taken)) and len(taken) == 12
    assert queue.waiting() == []


def test_the_longest_waiting_comes_first(queue: Queue) -> None:
    numbers = [ask(queue, name).number for name in "甲乙丙"]
    taken = [queue.claim_next("clerk") for _ in numbers]
    assert [ticket.number for ticket in taken if ticket] == numbers
    assert queue.claim_next("clerk") is None


def test_only_who_has_the_person_may_speak_and_end(queue: Queue) -> None:
    ticket = ask(queue, "甲")
    with pytest.raises(NotYours):
        queue.reply(ticket.number, "a", "还没有接", "k")
    queue.claim(ticket.number, "a")
    for act in (
        lambda: queue.claim(ticket.number, "b"),
        lambda: queue.reply(ticket.number, "b", "插话", "k"),
        lambda: queue.give_back(ticket.number, "b"),
        lambda: queue.end(ticket.number, "b"),
    ):
        with pytest.raises(NotYours):
            act()
    assert "插话" not in [word.text for word in queue.talk(ticket.number)]


def test_a_reply_sent_twice_is_said_once(queue: Queue, outbox: Outbox) -> None:
    ticket = ask(queue, "甲")
    queue.claim(ticket.number, "a")
    assert queue.reply(ticket.number, "a", "十月十八号", "k") is True
    assert queue.reply(ticket.number, "a", "十月十八号", "k") is False
    assert heard(outbox, "甲").count("十月十八号") == 1


def test_words_of_the_person_sent_twice_are_heard_once(queue: Queue) -> None:
    ticket = ask(queue, "甲")
    ticket = queue.claim(ticket.number, "a")
    assert queue.said(ticket, "那材料呢", "m1") and queue.said(ticket, "那材料呢", "m1")
    assert [word.text for word in queue.talk(ticket.number)].count("那材料呢") == 1


def test_each_word_reaches_the_page_once_and_the_clerk_sees_that_it_did(queue: Queue, outbox: Outbox) -> None:
    ticket = ask(queue, "甲")
    queue.claim(ticket.number, "a")
    queue.reply(ticket.number, "a", "十月十八号", "k")
    _, news = outbox.news("甲", 0)
    assert [word.text for word in news] == [words("claimed"), "十月十八号"]
    assert [word.delivered for word in queue.talk(ticket.number)] == [False, False]
    assert heard(outbox, "甲", news[-1].number) == []
    assert [word.delivered for word in queue.talk(ticket.number)] == [True, True]
    assert heard(outbox, "乙") == []


def test_whom_nobody_answers_waits_again_in_front(queue: Queue, outbox: Outbox, clock: Clock) -> None:
    first = ask(queue, "甲")
    ask(queue, "乙")
    queue.claim(first.number, "a")
    clock.pass_(14)
    queue.lapse(CLERK_SILENT, PERSON_SILENT)
    assert [ticket.number for ticket in queue.of_clerk("a")] == [first.number]
    clock.pass_(2)
    queue.lapse(CLERK_SILENT, PERSON_SILENT)
    assert queue.waiting()[0].number == first.number
    assert words("given_back") in heard(outbox, "甲")
    with pytest.raises(NotYours):
        queue.reply(first.number, "a", "来晚了", "k")


def test_who_was_answered_and_says_nothing_more_is_through(queue: Queue, outbox: Outbox, clock: Clock) -> None:
    ticket = ask(queue, "甲")
    queue.claim(ticket.number, "a")
    queue.reply(ticket.number, "a", "十月十八号", "k")
    clock.pass_(20)
    queue.lapse(CLERK_SILENT, PERSON_SILENT)
    assert queue.open_of("甲") is not None
    clock.pass_(11)
    queue.lapse(CLERK_SILENT, PERSON_SILENT)
    assert queue.open_of("甲") is None
    assert words("closed_by_silence") in heard(outbox, "甲")


def test_a_question_after_an_answer_is_not_closed_as_silence(queue: Queue, clock: Clock) -> None:
    ticket = ask(queue, "甲")
    ticket = queue.claim(ticket.number, "a")
    queue.reply(ticket.number, "a", "十月十八号", "k")
    clock.pass_(10)
    queue.said(ticket, "那材料呢", "m")
    clock.pass_(31)
    queue.lapse(CLERK_SILENT, PERSON_SILENT)
    found = queue.find(ticket.number)
    assert found is not None and found.state is State.WAITING


def test_personal_numbers_are_kept_from_tables_and_clerks(queue: Queue, outbox: Outbox, store: Store) -> None:
    """What a clerk writes goes out as written, and stays so only until it has arrived and all is over."""
    ticket = queue.claim(ask(queue, "甲", reach="openid-甲").number, "a")
    queue.reply(ticket.number, "a", f"打{MOBILE}找我", "k")
    assert "〔电话号码〕" in queue.talk(ticket.number)[-1].text
    _, news = outbox.news("甲", 0)
    assert news[-1].text == f"打{MOBILE}找我"
    queue.end(ticket.number, "a")
    outbox.news("甲", outbox.news("甲", 0)[1][-1].number)
    with store.engine.connect() as connection:
        kept = str(connection.execute(sa.select(word_table)).all()) + str(
            connection.execute(sa.select(ticket_table)).all()
        )
    assert MOBILE not in kept and "openid-甲" not in kept and "'甲'" not in kept


def test_purging_takes_what_is_old(queue: Queue, store: Store, clock: Clock) -> None:
    over = queue.claim(ask(queue, "甲").number, "a")
    queue.end(over.number, "a")
    ask(queue, "乙")
    clock.pass_(20 * 24 * 60)
    ask(queue, "丙")
    clock.pass_(11 * 24 * 60)
    assert store.purge(30) == 2
    assert queue.find(over.number) is None
    assert len(queue.waiting()) == 1
    assert ask(queue, "丁").number == over.number + 3  # a number is never used again


@pytest.mark.parametrize(
    ("said", "waiting", "claimed"),
    [
        ("结束人工", True, True),
        ("不等了。", True, True),
        ("取消排队", True, True),
        ("算了", False, True),
        ("再见", False, True),
        ("结束时间是几号", False, False),
        ("取消资格怎么办", False, False),
        ("不用人工了吗", False, False),
    ],
)
def test_words_that_end_it(said: str, waiting: bool, claimed: bool) -> None:
    assert (leaves(said, claimed=False), leaves(said, claimed=True)) == (waiting, claimed)
