"""What a row of digits can be: an identity number, a bank card, a phone, or only dates. Digits are plain here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from policies_kb.today import today

from .forms import forms

IDENTITY, OLD_IDENTITY, MOBILE = 18, 15, 11  # digits
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, ISO 7064 MOD 11-2
CHECKS = "10X98765432"
DOUBLED = str.maketrans("0123456789", "0246813579")  # twice the digit, less nine where that has two
CENTURIES = ("19", "20")
DATES = re.compile(
    r"(?:(?:19|20)\d{2}(?: ?(?:1[0-2]|0?[1-9])(?: ?(?:[12]\d|3[01]|0?[1-9]))?)?(?: |$|(?=(?:19|20)\d{2})))+"
)


def identity_check(digits: str) -> str:
    """The check digit of the first 17 digits."""
    return CHECKS[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=False)) % 11]


def is_identity(digits: str) -> bool:
    """Whether a birth date stands where it has to, behind a province. A wrong check digit is a slip of the finger
    and hides nobody, so that it is not asked for."""
    if len(digits) == IDENTITY:
        born = digits[6:14]
    elif len(digits) == OLD_IDENTITY and digits.isdigit():
        born = "19" + digits[6:12]
    else:
        return False
    return digits[:2] in _provinces() and _is_birth(born)


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit (ISO/IEC 7812-1, annex B)."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(DOUBLED)))) % 10 == 0


def is_card(digits: str) -> bool:
    """Whether length and beginning are those of a bank card."""
    least, most = forms().card.lengths
    return least <= len(digits) <= most and digits.isdigit() and digits.startswith(_card_begins())


def phone(digits: str) -> str | None:
    """The number as a notice would print it (no country code), where it is a mobile or landline number."""
    if not digits.isdigit():
        return None
    found = _mobile().fullmatch(digits) or _landline().fullmatch(digits)
    return found[1] if found else None


def is_mobile(digits: str) -> bool:
    """Eleven digits of a mobile number, or with what may stand before them."""
    return digits.isdigit() and _mobile().fullmatch(digits) is not None


def are_dates(groups: Sequence[str]) -> bool:
    """Whether the groups can be read as years, months and days and as nothing else."""
    return groups[0].startswith(CENTURIES) and DATES.fullmatch(" ".join(groups)) is not None


def _is_birth(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return forms().identity.born_from <= born.year and born <= today()


@lru_cache(maxsize=1)
def _provinces() -> frozenset[str]:
    return frozenset(forms().identity.provinces.split())


@lru_cache(maxsize=1)
def _card_begins() -> tuple[str, ...]:
    return tuple(forms().card.begins.split())


@lru_cache(maxsize=1)
def _mobile() -> re.Pattern[str]:
    form = forms().mobile
    before, begins = "|".join(form.before), "|".join(form.begins.split())
    return re.compile(rf"(?:{before})?((?:{begins})\d{{9}})")


@lru_cache(maxsize=1)
def _landline() -> re.Pattern[str]:
    form = forms().landline
    return re.compile(rf"(?:{'|'.join(form.before)})?({form.areas}{form.number})")
