"""The judge: what is a fault, what is wrong, and what is let pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gold.cases import Citation, Expectations
from bot.gold.folding import bare, fold, holds
from bot.gold.judging import Judgement, judge
from bot.gold.reply import Bubble, Reply
from bot.gold.speech import does, kinds

TEXTS = {"a": bare("本科毕业，满1年。"), "b": bare("收费100元。")}


def reply(*texts: str, **custom: object) -> Reply:
    bubbles = [Bubble(text=text) for text in texts]
    if bubbles:
        bubbles[-1].custom = custom
    return Reply(asked="?", bubbles=bubbles)


def judged(expected: Expectations, said: Reply) -> Judgement:
    return judge(expected, said, TEXTS)


def test_every_group_of_must_and_one_of_each() -> None:
    expected = Expectations(must=[["满1年", "满一年"], ["本科"]])
    assert judged(expected, reply("本科满1年")).right
    found = judged(expected, reply("满1年"))
    assert (found.faults, found.wanted, found.lacking) == (["lacks 本科"], 2, 1)


def test_what_must_not_be_said_is_wrong_and_noise_is_a_fault() -> None:
    assert judged(Expectations(must_not=["满3年"]), reply("满3年")).wrong == ["says 满3年"]
    assert judged(Expectations(noise=["公示"]), reply("公示")).faults == ["noise: 公示"]


def test_the_first_bubble_is_read_apart() -> None:
    expected = Expectations(first=[["2年"]])
    assert judged(expected, reply("满2年", "另外")).right
    assert not judged(expected, reply("另外", "满2年")).right


def test_a_silence_is_said() -> None:
    expected = Expectations(not_stated=True)
    assert judged(expected, reply("通知没有写丢了怎么办")).right
    assert not judged(expected, reply("交两份")).right


def test_asking_back_or_answering_for_all() -> None:
    expected = Expectations(clarify=["region"], clarify_or_all=True, all_of=[["1年"], ["2年"]])
    assert judged(expected, reply("您在哪个地区")).right
    assert judged(expected, reply("甲满1年，乙满2年")).right
    assert not judged(expected, reply("甲满1年")).right
    only_asking = Expectations(clarify=["region"], all_of=[["1年"]])
    assert not judged(only_asking, reply("甲满1年")).right
    with_buttons = Reply(asked="?", bubbles=[Bubble(text="选一个", buttons=[{"title": "甲", "payload": "甲"}])])
    assert judged(only_asking, with_buttons).right


def test_what_is_not_ours_is_declined_and_cites_nothing() -> None:
    expected = Expectations(out_of_scope=True)
    assert judged(expected, reply("抱歉，这里只答职称通知")).right
    cited = reply("抱歉", citations=[{"notice_id": "a", "quote": "本科毕业"}])
    assert judged(expected, cited).wrong == ["cites a notice for what no notice is about"]


def test_a_quote_stands_in_its_notice_whatever_its_punctuation() -> None:
    assert judged(Expectations(), reply("是", citations=[{"notice_id": "a", "quote": "本科毕业,满１年"}])).right
    assert judged(Expectations(), reply("是", citations=[{"notice_id": "b", "quote": "本科毕业"}])).wrong
    assert judged(Expectations(), reply("是", citations=[{"notice_id": "a", "quote": ""}])).wrong


def test_a_missing_citation_is_neither_fault_nor_wrong() -> None:
    expected = Expectations(cite=[Citation(notice="b", quote_has="100元")])
    found = judged(expected, reply("100元"))
    assert found.right and found.cites
    assert not judged(expected, reply("100元", citations=[{"notice_id": "b", "quote": "收费100元"}])).cites


@pytest.mark.parametrize(
    ("expected", "given_", "wrong", "right"),
    [
        ("eligible", "eligible", False, True),
        ("eligible", "ineligible", True, False),
        ("eligible", "not_yet", False, False),
        ("ineligible", "eligible", True, False),
        ("not_yet", "ineligible", False, False),
        ("need_info", "not_yet", False, False),
    ],
)
def test_a_verdict_that_misleads_is_wrong(expected: str, given_: str, wrong: bool, right: bool) -> None:
    found = judged(Expectations(verdict=expected), reply("是", eligibility=[{"notice_id": "a", "verdict": given_}]))
    assert (bool(found.wrong), found.right) == (wrong, right)


def test_no_reply_is_a_fault_even_where_nothing_is_expected() -> None:
    assert judged(Expectations(), Reply(asked="?", failed="OSError: gone")).faults == ["no reply OSError: gone"]


@pytest.mark.parametrize("kind", kinds())
def test_kinds_of_speech(kind: str) -> None:
    assert all(does(kind, fold(example)) for example in kinds()[kind].examples)  # type: ignore[arg-type]
    assert not [text for text in kinds()[kind].counter_examples if does(kind, fold(text))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２４－０９－０５", "2024年9月5日"),
        ("满 两 年", "满2年"),
        ("9月1日至10日", "9月1日—10日"),
        ("**A**4", "a4"),
    ],
)
def test_equal_facts_fold_to_equal_texts(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(alphabet="满一两二年月日至到0159-/ａ（ "))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_patterns() -> None:
    assert holds("re:满[12]年", fold("满两年"))
    assert holds("满 2 年", fold("满两年"))
    assert not holds("re:满3年", fold("满两年"))
