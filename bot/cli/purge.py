"""`python -m bot purge`: removes conversations, opinions and WeChat messages older than they may be kept."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import sqlalchemy as sa

from bot.cli import Refused
from bot.desk.calls.cards import Cards
from bot.desk.calls.given import Given
from bot.desk.corrections.store import Corrections
from bot.desk.misses.store import Misses
from bot.figures import Figures
from bot.gateway.feedback_store import FeedbackStore
from bot.gateway.settings import Settings
from bot.handover.store import Store
from bot.messenger.inbox import Inbox
from bot.messenger.sealing import Seal
from bot.receipts import Receipts
from bot.receipts.checklists import Checklists
from bot.runtime.database import open_engine
from bot.runtime.event_log import EventLog
from bot.runtime.heartbeat import ClockLeapt
from bot.wecom.customers import Customers


@dataclass(frozen=True)
class Purged:
    """How many were removed: opinions, WeChat messages, callers' cards, tickets, misses, receipts and figures."""

    opinions: int
    wechat: int
    cards: int
    tickets: int
    misses: int
    receipts: int
    figures: int

    def __str__(self) -> str:
        calls = f"来电卡片 {self.cards} 张,转人工 {self.tickets} 位"
        rest = f"没答上的问题 {self.misses} 个,答复回执 {self.receipts} 份,统计 {self.figures} 行"
        return f"评价 {self.opinions} 条,微信消息 {self.wechat} 条,{calls},{rest}"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Removes everything by its own age: each event of a conversation, each opinion, message and card."""
    days = settings.retention_days if options.days is None else options.days
    log = EventLog(settings.store_url)
    if options.clock_is_right:
        log.heartbeat.believe()
    try:
        events = log.purge(days)
    except ClockLeapt as leapt:
        raise Refused(
            f"本机时钟和上次用数据库时差了 {leapt.days:.0f} 天,什么都没有删。"
            "先看时钟对不对;对的话加上 --clock-is-right 再运行一次"
        ) from leapt
    log.close()
    rest = purge_rest(settings.store_url, days, settings.receipt_days, settings.figure_days)
    print(f"删除了 {days:g} 天以前的:对话记录 {events} 条,{rest}")
    return 0


def purge_rest(store_url: str, days: float, receipt_days: float, figure_days: float) -> Purged:
    """Removes what stands beside the conversations, and clears SQLite's journal of everything removed.

    Receipts and figures hold nothing of a person and have an age of their own; proposals stay.
    """
    opinions = FeedbackStore(store_url)
    inbox = Inbox(store_url, owner="purge", lease=0.0)
    customers = Customers(store_url, Seal(()))
    cards, given = Cards(store_url), Given(store_url)
    misses, corrections = Misses(store_url), Corrections(store_url)
    checklists = Checklists(store_url)
    receipts, handover = Receipts(store_url, receipt_days), Store(store_url)
    figures = Figures(store_url)
    given.purge(days)
    corrections.purge(days)
    checklists.purge()
    customers.forget()
    purged = Purged(
        opinions.purge(days),
        inbox.purge(days),
        cards.purge(days),
        handover.purge(days),
        misses.purge(days),
        receipts.purge(),
        figures.purge(figure_days),
    )
    for store in (
        opinions,
        inbox,
        customers,
        cards,
        given,
        misses,
        corrections,
        receipts,
        checklists,
        handover,
        figures,
    ):
        store.close()
    engine = open_engine(store_url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Else the journal holds the removed rows until it happens to be written over.
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return purged
