"""Where the clerk is the phone to which a notice passes the caller on: that is said, and not read out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actions.wording.aloud import aloud
from policies_kb.clauses import split_sentences

from .direct import Direct


def ours(found: Direct, phones: Iterable[str]) -> str:
    """The phone of the answer that is one of ``phones``; "" where the caller is passed on to nobody of them."""
    mine = {_digits(phone) for phone in phones}
    return next((phone for phone in found.passed_to if _digits(phone) in mine), "")


def without(found: Direct, phone: str) -> Direct:
    """The answer without the sentences that send the caller to ``phone``: they are speaking to it."""
    lines = ["".join(one for one in split_sentences(line) if phone not in one) for line in (found.aloud, *found.rest)]
    left = [line for line in lines if line]
    first, rest = aloud(left)
    return replace(found, aloud=first, rest=rest) if first else found


def _digits(phone: str) -> str:
    """The number as it is dialled inside the country."""
    digits = "".join(sign for sign in phone if sign.isdecimal())
    return digits.removeprefix("86") if phone.startswith("+") else digits
