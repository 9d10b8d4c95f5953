"""`assistant languages`: whether the phrases in other languages can be used, which are open, who has reviewed them."""

from __future__ import annotations

import argparse
from pathlib import Path

from actions.languages import PhrasesInvalid, Wording, read_phrases
from actions.languages.phrases import SHIPPED
from bot.cli import Refused
from bot.gateway.settings import Settings


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Prints a line for each language of the file: the one named, else the one in force, else the shipped one."""
    path: Path = options.file or settings.languages or SHIPPED
    try:
        phrases = read_phrases(path)
    except PhrasesInvalid as error:
        raise Refused(str(error)) from error
    print(f"{path}：{'在用' if path == settings.languages else '没有在用，ZC_LANGUAGES 不是这份文件'}")
    for tag, wording in phrases.languages.items():
        print(f"{tag}\t{wording.called}\t{'开' if wording.open else '不开'}\t{_reviewed(wording)}")
    return 0


def _reviewed(wording: Wording) -> str:
    if wording.reviewed_by.strip() and wording.reviewed_on:
        return f"{wording.reviewed_on} {wording.reviewed_by}审校"
    return f"未经审校，由谁审校：{wording.must_review}"
