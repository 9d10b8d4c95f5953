"""What a message means in a conversation: read once, remembered, understood as an act, made a whole question."""

from __future__ import annotations

from .acts import Act
from .frame import Frame
from .pipeline import FACTS, UNDERSTANDING, run
from .turn import Message, Turn

__all__ = ["FACTS", "UNDERSTANDING", "Act", "Frame", "Message", "Turn", "run"]
