"""The frame is bounded and versioned, and the table of frame.yml names only what the code knows."""

from __future__ import annotations

from dataclasses import fields

from policies_kb.dialogue.frame import ME, Asked, Frame
from policies_kb.dialogue.memory import carried
from policies_kb.dialogue.words import words
from policies_kb.model.question import Scope

EVENTS = {
    *("person", "place", "series", "path", "level", "education", "round", "topic"),
    *("own_place", "own_series", "foreign_place", "single_series", "several", "all_notices"),
}


def test_every_slot_of_the_table_is_one_of_the_scope_and_every_event_is_known() -> None:
    table = words("frame")["slots"]
    assert set(table) == {field.name for field in fields(Scope)} - {"all_notices"}
    assert {event for rule in table.values() for line in rule["dropped_by"] for event in line.split("+")} <= EVENTS


def test_a_frame_survives_a_slot() -> None:
    frame = Frame.from_slot(None).with_case(asked=Asked(text="x", topics=("fee",)))
    assert Frame.from_slot(frame.as_slot()) == frame


def test_a_frame_of_another_version_or_shape_is_dropped_kindly() -> None:
    new = Frame.from_slot(None)
    assert Frame.from_slot({**new.as_slot(), "version": -1}) == new
    assert Frame.from_slot({"cases": {"我": {"nobody": "knows"}}}) == new
    assert Frame.from_slot(["not", "a", "frame"]) == new


def test_people_and_scopes_left_are_bounded() -> None:
    bounds = words("frame")["bounds"]
    frame = Frame.from_slot(None)
    for number in range(20):
        frame = frame.model_copy(update={"who": f"{number}"}).with_case(told={"years": number})
        frame = frame.leaving(Scope(series=(str(number),)))
    assert len(frame.cases) == bounds["people"] and len(frame.left) == bounds["left"]
    assert frame.case.told == {"years": 19} and frame.who != ME


def test_what_is_named_wins_and_the_table_drops() -> None:
    known = Scope(regions=("a",), series=("s",), path="p", education=("e",))
    scope, dropped = carried(known, Scope(regions=("b",)), frozenset({"place", "topic"}))
    assert scope == Scope(regions=("b",), series=("s",), path="p") and dropped == ("education",)
    events = frozenset({"place", "topic", "own_place", "single_series"})
    scope, dropped = carried(known, Scope(regions=("b",)), events)
    assert scope == Scope(regions=("b",)) and set(dropped) == {"series", "path", "education"}
