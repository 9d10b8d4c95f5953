"""What of a message in another language is understood: the language, the places and what is asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policies_kb.reference import Reference

from .data import PINYIN, SURELY, UYGHUR, Language, Matter, languages, table
from .letters import is_arabic, is_han, own_words, words_of
from .lexicon import Lexicon
from .syllables import cut

ENOUGH = 2  # different words that speak for a language in Latin letters; one may stand in any message
MOST_STRANGE = 0.6  # of the words, that are not known: names of people and of work are in no list
LEAST_SYLLABLES = 3
MOSTLY = 0.5  # of the letters


@dataclass(frozen=True)
class Heard:
    """``language``: its tag. ``places``: names of regions; ``matters``: what is asked about, both in reading order.

    ``mixed``: Chinese stands beside it; ``thanks``: nothing is asked, it only says thanks.
    """

    language: str
    places: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()
    mixed: bool = False
    thanks: bool = False

    @property
    def may_be_understood(self) -> bool:
        """Whether the usual way may understand it: pinyin and Chinese words are known there."""
        return self.mixed or self.language == PINYIN


def heard(text: str, reference: Reference) -> Heard | None:
    """The language of a message that is not Chinese, where that is sure; None for everything else."""
    own = own_words(text)
    letters = [sign for sign in own if sign.isalpha()]
    mixed = any(map(is_han, letters))
    others = [sign for sign in letters if not is_han(sign)]
    if not others:
        return None
    known = languages(reference)
    if sum(map(is_arabic, others)) > MOSTLY * len(others):
        return _arabic(own, known[UYGHUR], mixed)
    words = words_of("".join(" " if is_han(sign) else sign for sign in own), {})
    found = [(_score(words, language), language) for tag, language in known.items() if tag not in (UYGHUR, PINYIN)]
    if not mixed:
        syllables = [cut(word) for word in words]
        found.append((_pinyin_score(words, syllables, known[PINYIN]), known[PINYIN]))
    best = max(score for score, _ in found)
    likeliest = [language for score, language in found if score == best]
    if best < ENOUGH or len(likeliest) > 1:
        return None
    if likeliest[0].tag == PINYIN:
        words = [syllable for word in words for syllable in cut(word) or (word,)]
    return _heard(words, likeliest[0], mixed)


def _arabic(text: str, language: Language, mixed: bool) -> Heard | None:
    """Uyghur by its own letters, or by a word that no other language has; Kazakh and Arabic are left as they are."""
    words = words_of(text, table()["same_letters"])
    words = [word for word in words if any(map(is_arabic, word))]
    surely = any(form.means == SURELY for _, form in language.telling.find(words))
    if language.unlike & set(text) or not (surely or language.letters & set(text)):
        return None
    return _heard(words, language, mixed)


def _score(words: list[str], language: Language) -> int:
    """How many different words speak for the language; 0 where most of the words are not known to it."""
    telling = list(language.telling.find(words))
    matters, places = list(language.matters.find(words)), list(language.places.find(words))
    known = {at + n for at, form in (*telling, *matters, *places) for n in range(len(form.words))}
    if len(words) - len(known) > MOST_STRANGE * len(words) or not (telling or (matters and places)):
        return 0
    if any(form.means == SURELY for _, form in telling):
        return max(ENOUGH, len(known))
    return len({words[at] for at in known})


def _pinyin_score(words: list[str], syllables: list[tuple[str, ...]], language: Language) -> int:
    """Likewise, of words that are all syllables; one that is none is a name."""
    spelt = [syllable for cut_word in syllables for syllable in cut_word]
    if len(spelt) < LEAST_SYLLABLES or sum(not cut_word for cut_word in syllables) > len(words) // 4:
        return 0
    telling, matters = list(language.telling.find(spelt)), list(language.matters.find(spelt))
    found = {(form.words) for _, form in (*telling, *matters, *language.places.find(spelt))}
    return len(found) if telling or matters else 0


def _heard(words: list[str], language: Language, mixed: bool) -> Heard:
    places, matters = _meant(language.places, words), _meant(language.matters, words)
    thanks = sum(len(form.words) for _, form in language.thanks.find(words)) == len(words)
    return Heard(language.tag, places, matters, mixed, thanks)


def _meant(lexicon: Lexicon, words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.means for _, form in lexicon.find(list(words))))
