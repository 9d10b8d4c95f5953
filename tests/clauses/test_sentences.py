"""Sentences end where a reader stops."""

from __future__ import annotations

import pytest

from policies_kb.clauses import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满3年；满2年。", ("满3年；", "满2年。")),
        ("时间安排\n逾期不予受理。", ("时间安排", "逾期不予受理。")),
        ("手写“不得申报。”签字上传。", ("手写“不得申报。”", "签字上传。")),
        ("需上传审批表。(见附件4)", ("需上传审批表。(见附件4)",)),
        ("材料（原件；复印件）各1份。", ("材料（原件；复印件）各1份。",)),
        ("一式2份(双面打印,并加盖公章。(手工填写)。", ("一式2份(双面打印,并加盖公章。(手工填写)。",)),
        ("", ()),
    ],
)
def test_split(text: str, expected: tuple[str, ...]) -> None:
    assert split_sentences(text) == expected
