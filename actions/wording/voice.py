"""What every sentence needs: the words, the knowledge base and the day of asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from policies_kb.loading import KnowledgeBase, Notice
from policies_kb.model.answer import Statement
from policies_kb.scope import timeline

from .phrasebook import Phrasebook


@dataclass(frozen=True)
class Voice:
    """Words for one knowledge base on one day."""

    say: Phrasebook
    base: KnowledgeBase
    day: date

    def notice(self, name: str) -> Notice:
        """The notice as it stands on the day, amended where it has been."""
        return timeline(self.base).as_of(self.base.notices[name], self.day)

    def followed(self, notice: Notice) -> Notice | None:
        """The notice of the next round, where one has been issued."""
        return timeline(self.base).followed(notice, self.day)

    def name(self, statement: Statement) -> str:
        """What to call the statement's notice, with its round where that must be said."""
        head = self.notice(statement.notice_id).head
        return head.with_round if statement.round else self.base.names[statement.notice_id]

    def region(self, name: str) -> str:
        """The everyday name of a place."""
        return self.base.reference.regions[name].short
