"""Personal data that a person types is replaced; everything that a question needs stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.masking import CARD, IDENTITY, NAME, PHONE, mask


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("身份证652801199003071234能查吗", f"身份证{IDENTITY}能查吗"),
        ("65280119900307123x", IDENTITY),
        ("６５２８０１１９９００３０７１２３４", IDENTITY),
        ("652801 19900307 1234", IDENTITY),
        ("老证号652801900307123", f"老证号{IDENTITY}"),
        ("我电话13800001234,帮我查", f"我电话{PHONE},帮我查"),
        ("138-0000-1234", PHONE),
        ("138 0000 1234", PHONE),
        ("+8613800001234", PHONE),
        ("打0996-2012345没人接", f"打{PHONE}没人接"),
        ("(010)12345", "(010)12345"),
        ("卡号6222021234567890123", f"卡号{CARD}"),
        ("6222 0212 3456 7890", CARD),
        ("2024-09-25 13800001234", f"2024-09-25 {PHONE}"),
        ("我叫张三,在轮台县", f"我叫{NAME},在轮台县"),
        ("我叫张伟 想问初定", f"我叫{NAME} 想问初定"),
        ("姓名:王小明 单位:学校", f"姓名:{NAME} 单位:学校"),
        ("我的名字是古丽·买买提,大专", f"我的名字是{NAME},大专"),
        ("我叫古丽巴哈尔,在轮台县", f"我叫{NAME},在轮台县"),
        ("我叫阿依古丽 想问初定", f"我叫{NAME} 想问初定"),
        ("名字叫李雷", f"名字叫{NAME}"),
    ],
)
def test_personal_data_is_replaced(typed: str, masked: str) -> None:
    assert mask(typed) == masked


@pytest.mark.parametrize(
    "typed",
    [
        "2024年9月25日至10月18日能报吗",
        "2024-09-25到2024-10-18",
        "20240925-20241018",
        "20240925",
        "新人社发〔2013〕101号是什么",
        "380元还是220元",
        "我叫什么材料都没交",
        "我叫单位人事办的",
        "姓名写错了怎么改",
        "我是张家口毕业的",
        "毕业2年、3年、30学时、60学时",
        "12345",
        "",
    ],
)
def test_a_question_stays_as_it_was(typed: str) -> None:
    assert mask(typed) == typed


@given(st.text(alphabet=st.sampled_from("我叫张三年0123456789X-—. ,。:／姓名是大专"), max_size=60))
def test_masking_twice_changes_nothing_more(typed: str) -> None:
    assert mask(mask(typed)) == mask(typed)


@given(st.text(alphabet="轮台大专职称,。 ", max_size=8), st.integers(3, 9), st.integers(0, 10**9 - 1))
def test_no_mobile_number_survives(before: str, second: int, rest: int) -> None:
    number = f"1{second}{rest:09d}"
    assert number not in mask(f"{before}{number}可以吗")
