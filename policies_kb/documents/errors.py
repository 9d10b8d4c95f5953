"""The refusal of a file: one sentence in Chinese, with the mend."""

from __future__ import annotations

from policies_kb.documents.wording import words


class DocumentError(Exception):
    """A file that is not read. `reason` is a key of `refusals` in words.yml; the message is for the official."""

    def __init__(self, reason: str, **values: object) -> None:
        self.reason = reason
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(words().refusals[reason].format_map(self.values))
