"""What clerks say to people in WeChat: pushed while the platform's rule allows it, else with the next message."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.handover.outbox import Outbox
from bot.handover.queue import Queue
from bot.handover.tickets import Ticket
from bot.handover.words import words
from bot.messenger.calling import PlatformError
from bot.messenger.courier import Courier
from bot.messenger.inbox import Inbox
from bot.messenger.sealing import Seal
from bot.wechat.carrier import CHANNEL, CustomerService

from .conftest import Clock, ask

SEAL = Seal(("token",))
TOO_LATE, TOO_MANY = 45015, 45047  # errcodes of the platform


class Platform:
    """Takes messages, or refuses with `code`."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.code: int | None = None

    async def send(self, openid: str, text: str) -> None:
        if self.code is not None:
            raise PlatformError(self.code, "refused")
        self.taken.append((openid, text))


@pytest.fixture
def inbox(url: str, clock: Clock) -> Iterator[Inbox]:
    inbox = Inbox(url, "test", 4.0, clock)
    yield inbox
    inbox.close()


@pytest.fixture
def claimed(queue: Queue) -> Ticket:
    return queue.claim(ask(queue, "wx:甲", CHANNEL, SEAL.close("openid")).number, "a")


async def rounds(courier: Courier, many: int = 12) -> None:
    for _ in range(many):
        await courier.round()


async def test_words_are_pushed_in_their_order(
    queue: Queue, outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket
) -> None:
    platform = Platform()
    courier = Courier(CHANNEL, outbox, inbox, CustomerService(platform.send, SEAL, clock))
    queue.reply(claimed.number, "a", "请稍等", "1")
    queue.reply(claimed.number, "a", "十月十八号", "2")
    await rounds(courier)
    assert platform.taken == [
        ("openid", words("claimed")),
        ("openid", "【工作人员】请稍等"),
        ("openid", "【工作人员】十月十八号"),
    ]
    assert inbox.kept("wx:甲") == []


async def test_the_platforms_rule_is_kept_and_the_rest_waits(
    queue: Queue, outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket
) -> None:
    platform = Platform()
    courier = Courier(CHANNEL, outbox, inbox, CustomerService(platform.send, SEAL, clock))
    for number in range(6):
        queue.reply(claimed.number, "a", f"第{number}句", str(number))
    await rounds(courier)
    assert len(platform.taken) == 5
    assert [kept.text for kept in inbox.kept("wx:甲")] == ["第4句", "第5句"]
    queue.heard(claimed)  # a message of the person begins the count anew
    queue.reply(claimed.number, "a", "又一句", "7")
    await rounds(courier)
    assert platform.taken[-1] == ("openid", "【工作人员】又一句")
    clock.pass_(49 * 60)
    queue.reply(claimed.number, "a", "两天以后", "8")
    await rounds(courier)
    assert inbox.kept("wx:甲")[-1].text == "两天以后"


@pytest.mark.parametrize("code", [TOO_LATE, TOO_MANY])
async def test_what_the_platform_refuses_waits(
    queue: Queue, outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket, code: int
) -> None:
    platform = Platform()
    platform.code = code
    queue.reply(claimed.number, "a", "十月十八号", "1")
    await rounds(Courier(CHANNEL, outbox, inbox, CustomerService(platform.send, SEAL, clock)))
    assert [kept.text for kept in inbox.kept("wx:甲")] == [words("claimed"), "十月十八号"]


async def test_an_account_without_customer_service_answers_with_the_next_message(
    queue: Queue, outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket
) -> None:
    queue.reply(claimed.number, "a", "十月十八号", "1")
    queue.end(claimed.number, "a")
    await rounds(Courier(CHANNEL, outbox, inbox, None))
    assert [kept.text for kept in inbox.kept("wx:甲")] == [
        words("claimed"),
        "十月十八号",
        words("closed_by_clerk"),
    ]
    found = queue.find(claimed.number)
    assert found is not None and found.sender == ""  # nothing leads to the person any more


async def test_a_platform_that_does_not_answer_is_tried_again(
    queue: Queue, outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket
) -> None:
    platform = Platform()
    platform.code = 0
    courier = Courier(CHANNEL, outbox, inbox, CustomerService(platform.send, SEAL, clock))
    await rounds(courier, 2)
    assert platform.taken == [] and inbox.kept("wx:甲") == []
    platform.code = None
    await rounds(courier, 1)
    assert [text for _, text in platform.taken] == [words("claimed")]


async def test_what_a_dead_process_was_sending_is_taken_up_by_one(
    outbox: Outbox, inbox: Inbox, clock: Clock, claimed: Ticket
) -> None:
    (parcel,) = outbox.due(CHANNEL)
    assert outbox.take(parcel) and not outbox.take(parcel)
    assert outbox.due(CHANNEL) == []
    clock.pass_(1)
    platform = Platform()
    await rounds(Courier(CHANNEL, outbox, inbox, CustomerService(platform.send, SEAL, clock)))
    assert [text for _, text in platform.taken] == [words("claimed")]
