"""Words typed by their sound, put right: 电画 → 电话. Only what is no word as it stands is changed (heard.yml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pypinyin import lazy_pinyin

from policies_kb.reference import load_reference
from policies_kb.vocabulary.dictionary import cut

LONG = 3  # syllables by which a word is known even where pieces of it are words
LEAST = 2


def as_meant(text: str) -> str:
    """The text with such words as they are written; the length stays. Ordinary text is given back as it is."""
    if not any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return text
    bounds, alone, known = _words_of(text)
    sounds = [_sound(sign) for sign in text]
    signs = list(text)
    at = 0
    while at < len(text):
        at += _put_right(at, text, sounds, bounds, alone, known, signs)
    return "".join(signs)


def _put_right(
    at: int, text: str, sounds: list[str], bounds: set[int], alone: list[bool], known: set[str], signs: list[str]
) -> int:
    """Puts right the longest word that starts here; returns how far to go on."""
    for length in _lengths():
        end = at + length
        if end > len(text) or at not in bounds or end not in bounds:
            continue
        word = _by_sound().get(tuple(sounds[at:end]))
        typed = text[at:end]
        if word is None or typed == word or typed in known or _free(typed, word):
            continue
        if all(alone[at:end]) or length >= LONG:
            signs[at:end] = word
            return length
    return 1


def _free(typed: str, word: str) -> bool:
    """Whether a sign that would be changed stands for itself."""
    return any(sign in _data()["free"] and sign != meant for sign, meant in zip(typed, word, strict=True))


def _words_of(text: str) -> tuple[set[int], list[bool], set[str]]:
    """Where words begin and end, which signs stand alone, and the words of more than one sign."""
    bounds, alone, known, at = {0}, [], set(), 0
    for word in cut(text):
        at += len(word)
        bounds.add(at)
        alone += [len(word) == 1] * len(word)
        if len(word) > 1:
            known.add(word)
    return bounds, alone, known


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return dict(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))


@lru_cache(maxsize=8192)
def _sound(sign: str) -> str:
    return str(lazy_pinyin(sign)[0])


@lru_cache(maxsize=1)
def _by_sound() -> dict[tuple[str, ...], str]:
    """Words by how they sound; a sound of two words is neither's."""
    found: dict[tuple[str, ...], str] = {}
    for word in _listed():
        sounds = tuple(_sound(sign) for sign in word)
        found[sounds] = word if found.get(sounds, word) == word else ""
    return {sounds: word for sounds, word in found.items() if word}


def _listed() -> Iterator[str]:
    yield from _data()["words"]
    reference = load_reference()
    yield from (series.name for series in reference.series.values())
    for path in reference.paths.values():
        yield from (name for name in (path.name, path.short) if all("\u4e00" <= sign <= "\u9fff" for sign in name))


@lru_cache(maxsize=1)
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(sounds) for sounds in _by_sound() if len(sounds) >= LEAST}, reverse=True))
