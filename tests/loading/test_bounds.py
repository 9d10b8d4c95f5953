"""A typed bound stands in its quote: what it is of, and how much."""

from __future__ import annotations

import pytest

from policies_kb.loading.typed_values.bounds import bounds
from policies_kb.model.facts import Bound, StatementFact
from policies_kb.reference import load_reference

HOURS = "按照公需科目30课时/年、专业科目60课时/年的标准"
GRADE = "普通话水平不得低于三级乙等"


@pytest.mark.parametrize(
    ("quote", "bound", "faulty"),
    [
        (HOURS, {"of": "公需科目", "dim": "class_hours", "op": "min", "value": 30}, False),
        (HOURS, {"of": "公需科目", "dim": "class_hours", "op": "min", "value": 60}, True),
        (HOURS, {"of": "专业科目", "dim": "class_hours", "op": "min", "value": 60}, False),
        (HOURS, {"of": "选修科目", "dim": "class_hours", "op": "min", "value": 60}, True),
        (GRADE, {"of": "普通话", "dim": "grade", "op": "min", "value": "三级乙等"}, False),
        (GRADE, {"of": "普通话", "dim": "grade", "op": "min", "value": "二级乙等"}, True),
        (GRADE, {"of": "普通话", "dim": "grade", "op": "min", "value": "三级"}, True),
    ],
)
def test_a_bound_is_held_to_its_quote(quote: str, bound: dict[str, object], faulty: bool) -> None:
    typed = Bound.model_validate(bound)
    fact = StatementFact(
        id="x.y", kind="statement", topic="years", clause="一", quote=quote, say=quote, bounds=(typed,)
    )
    assert bool(list(bounds(fact, quote, load_reference()))) is faulty
