"""What handlers find on the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from bot.gateway.settings import Settings
from bot.runtime.conversation import Conversation
from policies_kb.loading import KnowledgeBase

CONVERSATION = web.AppKey("conversation", Conversation)
KNOWLEDGE_BASE: web.AppKey[Callable[[], KnowledgeBase]] = web.AppKey("knowledge_base")
SETTINGS = web.AppKey("settings", Settings)


@dataclass
class Draining:
    """Whether the process has been told to stop: what runs is finished, nothing new should come."""

    begun: bool = False


DRAINING = web.AppKey("draining", Draining)
