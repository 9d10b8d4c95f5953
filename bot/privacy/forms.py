"""The table of forms (forms.yml), read once."""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

FILE = Path(__file__).with_name("forms.yml")
Grouping = tuple[int, ...]


class Data(BaseModel):
    """A part of the table; a name that is none of ours is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tokens(Data):
    """What stands in the place of each kind."""

    identity: str
    card: str
    phone: str
    name: str
    number: str


class IdentityForm(Data):
    """``listed``: the groups that count beside separators that also stand between different numbers."""

    provinces: str
    born_from: int
    listed: tuple[Grouping, ...]


class MobileForm(Data):
    """``before``: what may stand before the eleven digits."""

    begins: str
    before: tuple[str, ...]
    listed: tuple[Grouping, ...]
    most_groups: int


class LandlineForm(Data):
    """Regular expressions of the area code and of the number."""

    areas: str
    number: str
    before: tuple[str, ...]


class CardForm(Data):
    """``lengths``: from, to. ``usual``: groups that count without a right check digit."""

    begins: str
    lengths: tuple[int, int]
    usual: tuple[Grouping, ...]


class Form(Data):
    """One form with its examples: what is typed → what is kept of it."""

    about: str
    examples: dict[str, str]


class Forms(Data):
    """The whole table. ``long``: so many digits without a break are masked whatever they are."""

    tokens: Tokens
    numerals: dict[str, str]
    check_letters: str
    within: tuple[str, ...]
    listing: tuple[str, ...]
    longest_gap: int
    opens: dict[str, str]
    most_groups: int
    identity: IdentityForm
    mobile: MobileForm
    landline: LandlineForm
    card: CardForm
    long_: int = Field(alias="long")
    forms: tuple[Form, ...]
    kept: tuple[str, ...]


@lru_cache(maxsize=1)
def forms() -> Forms:
    """The table; pydantic's ValidationError names what is wrong in it."""
    return Forms.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def widths() -> dict[int, str]:
    """Character → the plain digit that it is, one for one: full-width, circled and other writings of 0 to 9."""
    table = {}
    for code in range(0x80, sys.maxunicode + 1):
        digit = unicodedata.digit(chr(code), None)
        if digit is not None:
            table[code] = str(digit)
    return table


@lru_cache(maxsize=1)
def numerals() -> dict[int, str]:
    """Chinese numeral → digit, one for one."""
    return {ord(char): digit for digit, chars in forms().numerals.items() for char in chars}
