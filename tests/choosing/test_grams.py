"""n-grams asked without sklearn are those that sklearn learnt, to the last bit."""

from __future__ import annotations

import numpy as np
import pytest

from policies_kb.choosing.grams import learn, of_characters, of_sounds

TEXTS = ("初定要几年", "初定要交什么材料", "材料 什么时候  交", "chuding yao JI nian", "几年几年几年", "公示几天")
ASKED = (*TEXTS, "", "  ", "没见过的字", "几年 初定 ABC", "Ⅳ级", "初定" * 40)


@pytest.mark.parametrize("learner", [of_characters(4), of_characters(3), of_sounds(3)])
def test_the_rows_are_those_of_sklearn(learner) -> None:  # type: ignore[no-untyped-def]
    grams, matrix = learn(learner, TEXTS)
    assert matrix.shape == (len(TEXTS), len(grams))
    for text in ASKED:
        row = learner.transform([text])
        features, values = grams.row(text)
        assert features.tolist() == row.indices.tolist()
        assert np.array_equal(values, row.data)
