"""Every line of the lexicon and of the roles reads its example, does not read its counter-example, and is reached."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policies_kb.eligibility.telling.lexicon import NO_TOKENS, RoleLine, WordLine, lexicon, role_lines, word_lines
from policies_kb.eligibility.telling.stance import take_back_slips
from policies_kb.eligibility.telling.tokens import LEVEL, Token, assign_roles, tokens_of
from policies_kb.reading import Reader
from policies_kb.reference import load_reference
from policies_kb.serving import serving_base

DAY = date(2030, 10, 10)
COUNTY = "〔县〕"
WORDS = [
    pytest.param(label, line, id=f"{label}-{line.value}") for label, lines in word_lines().items() for line in lines
]
ROLES = [
    pytest.param(label, index, line, id=f"{label}-{index}-{line.role}")
    for label, lines in role_lines().items()
    for index, line in enumerate(lines)
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(serving_base())


def read(text: str, reader: Reader) -> list[Token]:
    county = next(region.short for region in load_reference().regions.values() if region.parent)
    reading = reader.read(text.replace(COUNTY, county))
    tokens = tokens_of(reading.text, DAY, reading.mentions)
    take_back_slips(tokens)
    assign_roles(tokens)
    return tokens


def says(label: str, line: WordLine, text: str, reader: Reader) -> bool:
    value: Any = True if line.value is None else line.value
    if label == "SEP":
        return any(str(value) in token.tags for token in read(text, reader))
    if label == "UNITSUFFIX":
        return any(token.tags.get("UNIT") == value for token in read(text, reader))
    if label == "WANTENDING":
        return any("WANT" in token.tags for token in read(text, reader))
    if label in NO_TOKENS:
        return any(word in text for word in line.words)
    return any(token.tags.get(label) == value for token in read(text, reader))


@pytest.mark.parametrize(("label", "line"), WORDS)
def test_a_line_of_words_reads_its_example_alone(label: str, line: WordLine, reader: Reader) -> None:
    assert says(label, line, line.reads, reader)
    assert not says(label, line, line.counter, reader)


@pytest.mark.parametrize(("label", "line"), WORDS)
def test_every_word_is_reached(label: str, line: WordLine) -> None:
    if label in NO_TOKENS or label == "SEP":
        return
    value: Any = True if line.value is None else line.value
    dead = [word for word in line.words if lexicon().words.get(word, {}).get(label) != value]
    assert not dead, "these words stand under the label with another value, too"
    cut = [word for word in line.words if lexicon().cut(word) != [word]]
    assert not cut, "the tokenizer never finds these words"


def decides(label: str, line: RoleLine, text: str, reader: Reader) -> bool:
    found = read(text, reader)
    labels = {label, LEVEL} if label == "TITLE" else {label}
    return any(token.role.get(label) is line for token in found if labels & set(token.tags))


@pytest.mark.parametrize(("label", "index", "line"), ROLES)
def test_a_role_is_decided_by_its_line(label: str, index: int, line: RoleLine, reader: Reader) -> None:
    assert decides(label, line, line.reads, reader), "the line is dead, or another one before it holds"
    assert not decides(label, line, line.counter, reader)


def test_ways_to_a_title_are_those_of_the_reference_data() -> None:
    paths = {line.value for line in word_lines()["PATH"]}
    assert paths <= set(load_reference().paths)


def test_the_bots_tokenizer_learns_nothing() -> None:
    import jieba

    lexicon()
    assert lexicon().tokenizer is not jieba.dt
