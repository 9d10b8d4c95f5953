"""Finds scope words in a message: longest match first, everyday names, typing errors and homophones included."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
from pypinyin import lazy_pinyin

from policies_kb.reference import Reference

HOMOPHONE_SCORE = 0.9


@dataclass(frozen=True)
class Mention:
    """A scope word found in a message.

    ``entity`` is region, series, specialty, exam_only, path, level, education or all_notices; ``value`` its standard
    name; ``weak`` means that the word is used for other things as well; ``score`` is 1.0 for a written form and less
    for a word that only sounds the same.
    """

    entity: str
    value: str
    start: int
    end: int
    surface: str
    weak: bool = False
    score: float = 1.0


def normalise(text: str) -> str:
    """NFKC, lower case: full-width forms become plain. Keeps the length of ordinary Chinese text."""
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=8192)
def _sound(char: str) -> str:
    return str(lazy_pinyin(char)[0])


class Gazetteer:
    """An Aho-Corasick automaton over all written forms, and a table of how region names sound."""

    def __init__(self, forms: Iterable[tuple[str, str, str, bool]], homophones: dict[tuple[str, ...], str]) -> None:
        """``forms``: (surface, entity, value, weak); entity ``""`` blocks what lies inside the surface."""
        table: dict[str, list[tuple[str, str, bool]]] = {}
        for surface, entity, value, weak in forms:
            table.setdefault(normalise(surface), []).append((entity, value, weak))
        self._automaton = ahocorasick.Automaton()
        for surface, meanings in table.items():
            self._automaton.add_word(surface, (surface, tuple(meanings)))
        self._automaton.make_automaton()
        self._homophones = homophones
        self._first_sounds = frozenset(sounds[0] for sounds in homophones)
        self._sound_lengths = sorted({len(sounds) for sounds in homophones}, reverse=True)

    def find(self, message: str) -> list[Mention]:
        """All mentions in reading order; of overlapping ones the longest wins, then the first."""
        text = normalise(message)
        hits = [
            (end - len(surface) + 1, end + 1, surface, meanings)
            for end, (surface, meanings) in self._automaton.iter(text)
            if self._whole(text, end - len(surface) + 1, end + 1)
        ]
        hits.sort(key=lambda hit: (-(hit[1] - hit[0]), hit[0]))
        taken = bytearray(len(text))  # a byte a character: a long message may hold a thousand hits
        mentions: list[Mention] = []
        for start, end, surface, meanings in hits:
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            mentions += [
                Mention(entity, value, start, end, surface, weak) for entity, value, weak in meanings if entity
            ]
        if not any(mention.entity == "region" for mention in mentions):
            mentions += self._sounds_like(text, taken)
        return sorted(mentions, key=lambda mention: (mention.start, mention.entity))

    @staticmethod
    def _whole(text: str, start: int, end: int) -> bool:
        """Latin words must stand alone: 'abc' is not in 'xabcx'; and there is no 制药 in 全日制药学."""
        if not text[start].isascii():
            return not text.startswith("全日制", max(start - 2, 0))
        before, after = text[start - 1 : start], text[end : end + 1]
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())

    def _sounds_like(self, text: str, taken: bytearray) -> Iterator[Mention]:
        sounds = [_sound(char) for char in text]
        starts = [start for start, sound in enumerate(sounds) if sound in self._first_sounds]
        for length in self._sound_lengths:
            for start in starts:
                end = start + length
                value = self._homophones.get(tuple(sounds[start:end]))
                chinese = all("\u4e00" <= char <= "\u9fff" for char in text[start:end])
                if value and chinese and not any(taken[start:end]):
                    taken[start:end] = b"\1" * length
                    yield Mention("region", value, start, end, text[start:end], score=HOMOPHONE_SCORE)


def build_gazetteer(
    reference: Reference,
    own_prefectures: Mapping[str, str] | None = None,
    specialties: Mapping[str, str] | None = None,
) -> Gazetteer:
    """The gazetteer of all reference data.

    ``own_prefectures``: which one is meant where only its kind is said; ``specialties``: those that notices name,
    with their series. A word that the reference data know already keeps its meaning.
    """
    homophones = {
        tuple(lazy_pinyin(region.short)): region.name for region in reference.regions.values() if region.homophones
    }
    forms = list(_forms(reference, own_prefectures or {}))
    known = {surface for surface, *_ in forms}
    for specialty, series in (specialties or {}).items():
        if specialty not in known:
            forms += [(specialty, "series", series, False), (specialty, "specialty", specialty, False)]
    return Gazetteer(forms, homophones)


def _forms(reference: Reference, own_prefectures: Mapping[str, str]) -> Iterator[tuple[str, str, str, bool]]:
    for region in reference.regions.values():
        for surface in {region.name, region.short, *region.aliases}:
            yield surface, "region", region.name, False
    for kind, name in own_prefectures.items():
        for surface in reference.terms["own_prefecture"][kind]:
            yield surface, "region", name, False
    for series in reference.series.values():
        for surface in {series.name, *series.says}:
            yield surface, "series", series.name, False
        for surface in set(series.weak) - set(series.says):
            yield surface, "series", series.name, True
        for specialty, words in series.specialties.items():
            for surface in {specialty, *words}:
                yield surface, "series", series.name, False
                yield surface, "specialty", specialty, False
        for surface in series.exam_only:
            if surface not in series.says:
                yield surface, "series", series.name, False
            yield surface, "exam_only", series.name, False
    terms = reference.terms
    for path in reference.paths.values():
        for surface in path.says:
            yield surface, "path", path.id, False
    for entity, key in (("level", "levels"), ("education", "educations")):
        for value, surfaces in terms[key].items():
            for surface in surfaces:
                yield surface, entity, value, False
    for surface in terms["all_notices"]:
        yield surface, "all_notices", "all", False
    for surface in terms["provinces"]:
        yield surface, "province", "外省", True
    for surface in terms["not_scope"]:
        yield surface, "", "", False
