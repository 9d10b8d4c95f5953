"""Personal data that a person types is replaced; everything that a question needs stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.checks import identity_check, is_luhn
from bot.privacy.forms import forms
from bot.privacy.masking import CARD, IDENTITY, PHONE, mask, mask_all
from bot.privacy.numbers import digits_of
from bot.privacy.published import published
from policies_kb.serving import serving_base

NAMES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("names.yml").read_text(encoding="utf-8"))
NUMBERS = {typed: kept for form in forms().forms for typed, kept in form.examples.items()}
CHINESE = "零一二三四五六七八九"
LEFT = 8  # digits of a card that may stay beside a part of it that was masked
FULL_WIDTH = "０１２３４５６７８９"


@pytest.mark.parametrize(("typed", "kept"), [*NUMBERS.items(), *NAMES["masked"].items()])
def test_personal_data_is_replaced(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize("typed", [*forms().kept, *NAMES["kept"], ""])
def test_a_question_stays_as_it_was(typed: str) -> None:
    assert mask(typed) == typed


@pytest.mark.parametrize("typed", NUMBERS)
def test_a_form_is_seen_inside_a_sentence(typed: str) -> None:
    masked = mask(f"您好，我的是{typed}，能查到哪一步吗")
    assert masked.startswith("您好，我的是")
    assert masked.endswith("，能查到哪一步吗")
    assert masked != f"您好，我的是{typed}，能查到哪一步吗"


def test_what_the_notices_print_stays_however_it_is_typed() -> None:
    contacts = [contact for notice in serving_base().notices.values() for contact in notice.contacts]
    assert contacts
    for contact in contacts:
        figures = "".join(char for char in contact.phone if char.isdigit())
        for written in (contact.phone, figures, f"{figures[:4]} {figures[4:]}", f"{figures[:4]}—{figures[4:]}"):
            assert mask(f"{written}打不通") == f"{written}打不通"
        for person in contact.people:
            assert mask(f"姓名：{person}") == f"姓名：{person}"
    assert published().people


def test_the_notices_are_not_masked() -> None:
    for notice in serving_base().notices.values():
        assert mask(notice.text) == notice.text
        for fact in notice.record.facts:
            assert mask(fact.say) == fact.say
            assert mask(fact.quote) == fact.quote


def test_every_text_of_a_value_is_masked_and_its_fields_stay() -> None:
    assert mask_all({"region": "tel13909961234", "years": 3, "assessments": ["合格", "姓名：张伟"], "unit": None}) == {
        "region": f"tel{PHONE}",
        "years": 3,
        "assessments": ["合格", "姓名：〔姓名〕"],
        "unit": None,
    }


@given(st.text(alphabet=st.sampled_from("我叫张三是年0123456789X-—. ,。:／姓名是大专一九零阿依古丽·\n"), max_size=60))
def test_masking_twice_changes_nothing_more(typed: str) -> None:
    assert mask(mask(typed)) == mask(typed)


SEPARATORS = (" ", "-", "—", "_", ".", "·", " - ", "\u3000", "－")


@st.composite
def written(draw: st.DrawFn, digits: str, cuts: int) -> str:
    """The digits as people write them: in one kind of digits, cut anywhere; or changing the kind somewhere."""
    kinds = draw(st.permutations(("0123456789", FULL_WIDTH, CHINESE)))
    places = sorted(draw(st.sets(st.integers(1, len(digits) - 2), max_size=cuts)))
    change = draw(st.booleans()) and len(places) == 1
    separator = "" if change else draw(st.sampled_from(SEPARATORS))
    parts = [digits[a:b] for a, b in zip([0, *places], [*places, len(digits)], strict=True)]
    as_kind = [
        "".join(kinds[change and number % 2][int(char)] if char.isdigit() else char for char in part)
        for number, part in enumerate(parts)
    ]
    return separator.join(as_kind)


@st.composite
def identities(draw: st.DrawFn) -> str:
    """Identity numbers with a right check digit."""
    place = draw(st.sampled_from(forms().identity.provinces.split())) + f"{draw(st.integers(0, 9999)):04d}"
    born = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2015, 1, 1)))
    first = f"{place}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + identity_check(first)


@st.composite
def cards(draw: st.DrawFn) -> str:
    """Bank cards with a right check digit."""
    first = "62" + draw(st.text(alphabet="0123456789", min_size=13, max_size=16))
    return next(first + last for last in "0123456789" if is_luhn(first + last))


AROUND = st.sampled_from(("", "我的", "tel", "是：", "请查", "v", "号码"))


@given(st.data(), AROUND, st.integers(3, 9), st.integers(0, 10**9 - 1))
def test_no_mobile_number_survives(data: st.DataObject, before: str, second: int, rest: int) -> None:
    number = data.draw(written(f"1{second}{rest:09d}", cuts=3))
    if number in published().phones:
        return
    assert mask(f"{before}{number}可以吗") == f"{before}{PHONE}可以吗"


@given(st.data(), AROUND, identities())
def test_no_identity_number_survives(data: st.DataObject, before: str, digits: str) -> None:
    assert mask(f"{before}{data.draw(written(digits, cuts=5))}，能查吗") == f"{before}{IDENTITY}，能查吗"


@given(st.data(), AROUND, cards())
def test_no_bank_card_survives(data: st.DataObject, before: str, digits: str) -> None:
    masked = mask(f"{before}{data.draw(written(digits, cuts=4))}可以吗")
    assert masked.startswith(before)
    assert masked.endswith("可以吗")
    # cut so that a part of it is a phone or an old identity number, that part is named, and little is left
    assert masked == f"{before}{CARD}可以吗" or len(digits_of(masked)) <= LEFT
