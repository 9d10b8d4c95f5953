"""Every pattern of acts.yml is alive, and no example of one act is another's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policies_kb.dialogue.acts import _held, _patterns, cut_leaving, leads_of, whole_act
from policies_kb.dialogue.words import words

ACTS = words("acts")["acts"]


def said(key: str) -> Iterator[tuple[str, str]]:
    for act, entry in ACTS.items():
        yield from ((act, text) for text in entry[key])


@pytest.mark.parametrize(("act", "text"), said("examples"))
def test_an_example_is_its_act(act: str, text: str) -> None:
    assert whole_act(text) == act


@pytest.mark.parametrize(("act", "text"), said("not"))
def test_a_counter_example_is_not(act: str, text: str) -> None:
    assert whole_act(text) != act


def test_every_pattern_has_an_example() -> None:
    dead = []
    for pattern in _patterns():
        examples = [text.replace("，", "") for text in ACTS[pattern.act]["examples"]]
        if not any(_held(text, pattern) > 0 for text in examples):
            dead.append((pattern.act, sorted(frozenset().union(*pattern.fill))[:6]))
    assert not dead


@pytest.mark.parametrize(
    ("text", "leads", "rest"),
    [
        ("说错了，是大专", {"correct"}, "是大专"),
        ("好的谢谢 对了几号截止", {"courtesy"}, "几号截止"),
        ("要是我是本科呢", {"suppose"}, "我是本科呢"),
        ("算了 授予呢", {"drop"}, "授予呢"),
        ("按我真实的 哪天才满", {"real"}, "哪天才满"),
        ("说错了", set(), "说错了"),
    ],
)
def test_what_stands_in_front_is_cut_off(text: str, leads: set[str], rest: str) -> None:
    assert leads_of(text) == (frozenset(leads), rest)


def test_what_is_left_behind_is_cut_off() -> None:
    assert cut_leaving("不问材料了，几号截止") == ("几号截止", "材料")
    assert cut_leaving("不问自取算什么") == ("不问自取算什么", "")
