"""Edits that a careful person may make: none of them is refused."""

from __future__ import annotations

import pytest

from policies_kb.gate import examine

from .edits import Edit, originals, rows

HARMLESS = list(rows("harmless.yml"))


@pytest.mark.parametrize("edit", HARMLESS, ids=lambda edit: f"{edit.kind}: {edit.name}")
def test_a_harmless_edit_passes(edit: Edit) -> None:
    assert edit.edited() != originals()[edit.notice]
    assert "\n".join(map(str, edit.examined().problems)) == ""


def test_there_are_enough_of_them() -> None:
    assert len(HARMLESS) >= 15
    assert {edit.notice for edit in HARMLESS} == set(originals())


def test_a_faulty_notice_does_not_cast_blame_on_its_neighbours() -> None:
    """A relation to a notice that is refused itself is a relation to a notice on file."""
    wrong, naming = (
        ("working_days: 5", "working_days: 6"),
        ("round: 2024", "round: 2024\n  supersedes: [luntai-2024-chuding]"),
    )
    one = Edit("", "", "luntai-2024-chuding", entry="posting.period", change=(wrong,))
    other = Edit("", "", "yanqi-2024-chuding", entry="notice", change=(naming,))
    found = examine([one.edited(), other.edited()])
    assert [problem.file for problem in found.problems] == ["luntai-2024-chuding/record.yml"]
    assert list(found.notices) == ["yanqi-2024-chuding"]
