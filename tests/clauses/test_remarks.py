"""What the parser says about the five notices on file: every remark is true, and there is no other."""

from __future__ import annotations

from collections.abc import Mapping

from policies_kb.clauses import ClauseTree, Kind, Severity, parse

# Read off the prints: 附件5 is listed and not printed in two of them, one lost the dot of an item, one the heads of
# three forms.
_TRUE = {
    "yanqi-2024-chuding": [(75, Kind.OCR_MENDED)],
    "akesu-2024-h1": [],
    "luntai-2024-chuding": [],
    "bazhou-archives-2024": [(137, Kind.NUMBERING_GAP)],
    "bazhou-techschool-2024": [
        (171, Kind.NUMBERING_GAP),
        (199, Kind.FORM_HEADING_LOST),
        (232, Kind.FORM_HEADING_LOST),
        (246, Kind.FORM_HEADING_LOST),
    ],
}


def test_remarks_on_the_notices_on_file(trees: Mapping[str, ClauseTree]) -> None:
    for notice_id, expected in _TRUE.items():
        assert [(item.line, item.kind) for item in trees[notice_id].remarks] == expected


def test_a_remark_names_line_text_and_mend(trees: Mapping[str, ClauseTree]) -> None:
    (lost,) = trees["yanqi-2024-chuding"].remarks
    assert lost.text.startswith("1“形式审核通过”")
    assert lost.said == "编号“1”少了点，按“1.”读。"
    assert "改正这一行" in lost.mend
    assert lost.severity is Severity.REPAIRED


def test_lost_lines_are_noticed(texts: Mapping[str, str]) -> None:
    """A line dropped from a real notice leaves a gap, and the gap is remarked on at its line."""
    lines = texts["yanqi-2024-chuding"].split("\n")
    dropped = next(at for at, line in enumerate(lines) if line.startswith("3. 援疆信息"))
    remarks = parse("\n".join([*lines[:dropped], *lines[dropped + 1 :]])).remarks
    (gap,) = [item for item in remarks if item.severity is Severity.DOUBT]
    assert gap.kind is Kind.NUMBERING_GAP
    assert gap.text.startswith("4.继续教育")
    assert gap.said == "“五(一)”里编号不连：“五(一)2”之后是“4.”。"
