"""What a push says: the key by which its tries are known, and the county of a position."""

from __future__ import annotations

import pytest

from bot.messenger.controls import Control, control
from bot.messenger.kinds import Kind
from bot.messenger.places import place_of
from bot.wechat.messages import Incoming, incoming
from policies_kb.loading import KnowledgeBase, load_knowledge_base

PUSH = {"FromUserName": "o1", "ToUserName": "gh", "CreateTime": "1700000000"}
MENU = {"a": "甲", "b": "乙"}


def read(**fields: str) -> Incoming:
    return incoming(PUSH | fields, MENU, lambda texts: "某县" if "某县" in "".join(texts) else "")


def test_an_event_is_known_by_sender_second_and_what_was_pressed() -> None:
    first, again = (read(MsgType="event", Event="CLICK", EventKey="a") for _ in range(2))
    other = read(MsgType="event", Event="CLICK", EventKey="b")
    later = read(MsgType="event", Event="CLICK", EventKey="a", CreateTime="1700000001")
    assert first.key == again.key
    assert len({first.key, other.key, later.key}) == 3


def test_a_position_that_reports_itself_is_one_a_day() -> None:
    keys = [
        read(MsgType="event", Event="LOCATION", CreateTime=at).key for at in ("1700000000", "1700000005", "1700090000")
    ]
    assert keys[0] == keys[1] != keys[2]


def test_of_a_position_only_the_county_is_kept() -> None:
    sent = read(MsgType="location", MsgId="1", Location_X="42.06", Location_Y="86.57", Label="某县某路1号")
    assert (sent.kind, sent.text) == (Kind.TALK, "某县")
    unknown = read(MsgType="location", MsgId="1", Location_X="42.06", Location_Y="86.57", Label="某路1号")
    assert (unknown.kind, unknown.text) == (Kind.WHERE, "")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def test_every_county_is_found_in_an_address(base: KnowledgeBase) -> None:
    for name, region in base.reference.regions.items():
        if region.parent is not None:
            assert place_of(base, [f"{region.parent}{name}解放路12号"]) == name


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("新疆{prefecture}{county}{other_short}路8号", "{county}"),  # a street bears another county's name
        ("新疆{prefecture}某路8号", "{prefecture}"),
        ("{other_short}大酒店", ""),  # a name alone is no address
        ("四川省成都市武侯区", ""),
        ("", ""),
    ],
)
def test_streets_and_names_alone_are_no_places(base: KnowledgeBase, address: str, wanted: str) -> None:
    counties = [region for region in base.reference.regions.values() if region.parent is not None]
    county, other = counties[0], counties[1]
    values = {"prefecture": county.parent, "county": county.name, "other_short": other.short}
    assert place_of(base, [address.format(**values)]) == wanted.format(**values)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("下一页", Control.NEXT),
        ("继续。", Control.NEXT),
        ("还有吗？", Control.NEXT),
        ("查看答案", Control.FETCH),
        ("继续教育要多少", Control.NONE),
        ("还有几天", Control.NONE),
    ],
)
def test_only_a_whole_message_asks_for_what_waits(text: str, wanted: Control) -> None:
    assert control(text) is wanted
