"""An output channel that keeps each utterance whole."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

Utterance = dict[str, Any]


class WholeUtterances(OutputChannel):  # type: ignore[misc]
    """Collects utterances as they were made: text, buttons and custom data of one stay together.

    Rasa's own collector makes two or three messages of such an utterance, and cuts the text at blank lines.
    """

    def __init__(self) -> None:
        self.utterances: list[Utterance] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in trackers and in channel-specific responses."""
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps `message`; one without text, buttons and custom data says nothing and is left out."""
        utterance: Utterance = {
            "text": (message.get("text") or "").strip(),
            "buttons": [
                {"title": str(button["title"]), "payload": str(button.get("payload") or button["title"])}
                for button in [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
            ],
            "custom": message.get("custom") or {},
        }
        if any(utterance.values()):
            self.utterances.append(utterance)

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keeps a bare text; Rasa's built-in actions speak this way."""
        await self.send_response(recipient_id, {"text": text, **kwargs})
