"""Every table as the programs before migrations made them; what such a program left is kept and completed."""

from __future__ import annotations

from bot.runtime.migrations.first import conversations, desk, handover, receipts, staff, triggers, wechat

revision = "0001"
down_revision = None


def upgrade() -> None:
    for part in (conversations, handover, receipts, staff, desk, wechat, triggers):
        part.make()
