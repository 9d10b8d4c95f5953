"""`python -m bot purge`: removes conversations and opinions that are older than they may be kept."""

from __future__ import annotations

import argparse

from bot.gateway.feedback_store import FeedbackStore
from bot.gateway.settings import Settings
from bot.runtime.event_log import EventLog


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Removes whole conversations by the age of their last event."""
    days = settings.retention_days if options.days is None else options.days
    log = EventLog(settings.store_url)
    opinions = FeedbackStore(settings.store_url)
    print(f"删除了 {log.purge(days)} 段 {days:g} 天以前的对话,{opinions.purge(days)} 条评价")
    opinions.close()
    log.close()
    return 0
