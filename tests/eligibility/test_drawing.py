"""The SVG of a path: well-formed, with every condition, and with what happens when it fails."""

from __future__ import annotations

from xml.etree import ElementTree

from policies_kb.eligibility import Rulebook
from policies_kb.eligibility.drawing import svg


def test_every_condition_of_every_path_is_drawn(book: Rulebook) -> None:
    for notice in book.notices:
        for path in notice.rules.paths:
            drawn = ElementTree.fromstring(svg(path))
            words = "".join(drawn.itertext())
            for condition in path.conditions:
                assert f"{condition.name}（{condition.clause}" in words, (notice.id, condition.id)
            assert "不能申报" in words
