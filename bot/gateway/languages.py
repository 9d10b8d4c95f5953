"""Which other languages are answered: the phrases of the setting, read once at the start."""

from __future__ import annotations

import logging

from actions.languages import Phrases, PhrasesInvalid, read_phrases
from bot.gateway.settings import SettingInvalid, Settings

logger = logging.getLogger(__name__)


def phrases_of(settings: Settings) -> Phrases | None:
    """The phrases that are switched on; None where no file is set. Raises `SettingInvalid` for a file that cannot be
    used: what is not reviewed is not said, and a bureau that switched it on must hear of that at the start."""
    if settings.languages is None:
        return None
    try:
        phrases = read_phrases(settings.languages)
    except PhrasesInvalid as error:
        raise SettingInvalid(f"ZC_LANGUAGES：{error}") from error
    logger.info("other languages: %s", ", ".join(phrases.on) or "none is switched on in the file")
    return phrases
