"""`python -m bot purge`: removes conversations, opinions and WeChat messages older than they may be kept."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import sqlalchemy as sa

from bot.desk.calls.cards import Cards
from bot.desk.calls.given import Given
from bot.desk.corrections.store import Corrections
from bot.desk.misses.from_log import collect
from bot.desk.misses.store import Misses
from bot.gateway.feedback_store import FeedbackStore
from bot.gateway.settings import Settings
from bot.receipts import Receipts
from bot.runtime.event_log import EventLog, open_engine
from bot.wechat.inbox import Inbox


@dataclass(frozen=True)
class Purged:
    """How many opinions, WeChat messages and cards of callers were removed."""

    opinions: int
    wechat: int
    cards: int

    def __str__(self) -> str:
        return f"评价 {self.opinions} 条,微信消息 {self.wechat} 条,来电卡片 {self.cards} 张"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Removes whole conversations by the age of their last event, the rest by its own age."""
    days = settings.retention_days if options.days is None else options.days
    log = EventLog(settings.store_url)
    conversations = log.purge(days)
    log.close()
    rest = purge_rest(settings.store_url, days)
    print(f"删除了 {days:g} 天以前的:对话 {conversations} 段,{rest}")
    return 0


def purge_rest(store_url: str, days: float) -> Purged:
    """Removes what stands beside the conversations, and clears SQLite's journal of everything removed."""
    opinions = FeedbackStore(store_url)
    inbox = Inbox(store_url, owner="purge", lease=0.0)
    cards = Cards(store_url)
    purged = Purged(opinions.purge(days), inbox.purge(days), cards.purge(days))
    cards.close()
    opinions.close()
    inbox.close()
    engine = open_engine(store_url)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Else the journal holds the removed rows until it happens to be written over.
            connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return purged
