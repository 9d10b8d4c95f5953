"""Which printed heads are markers, and which only look like one."""

from __future__ import annotations

import pytest

from policies_kb.clauses.numbering import read_marker
from policies_kb.clauses.slips import mended, read_slip


@pytest.mark.parametrize(
    ("line", "level", "part", "rest"),
    [
        ("一、专业范围", 1, "一", "专业范围"),
        ("十二、附则", 1, "十二", "附则"),
        ("（三）网上审核。", 2, "(三)", "网上审核。"),
        ("(二)推荐单位:申报人", 2, "(二)", "推荐单位:申报人"),
        ("10. 2021年至2023年", 3, "10", "2021年至2023年"),
        ("10.2021、2022、2023年", 3, "10", "2021、2022、2023年"),
        ("1“形式审核通过”后", 3, "1", "“形式审核通过”后"),
        ("4.《评审表》", 3, "4", "《评审表》"),
        ("（1）原件", 4, "(1)", "原件"),
        ("②复印件", 5, "②", "复印件"),
        ("⑫照片", 5, "⑫", "照片"),
        ("㉑其他", 5, "㉑", "其他"),
        ("㈡单位材料", 2, "(二)", "单位材料"),
        ("⒊照片", 3, "3", "照片"),
        ("⑶照片", 4, "(3)", "照片"),
        ("3）照片", 4, "(3)", "照片"),
        ("１０．照片", 3, "10", "照片"),
        ("（１）照片", 4, "(1)", "照片"),
        ("1、2024年度考核表", 3, "1", "2024年度考核表"),
        ("二．申报时间", 1, "二", "申报时间"),
        ("第三条申报人员", -1, "第三条", "申报人员"),
        ("第一百零三条附则", -1, "第一百零三条", "附则"),
        ("第十二条之一援疆人员", -1, "第十二条之一", "援疆人员"),
        ("第二章申报条件", -3, "第二章", "申报条件"),
        ("第一节初定", -2, "第一节", "初定"),
    ],
)
def test_marker(line: str, level: int, part: str, rest: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.level, marker.part, marker.rest) == (level, part, rest)


@pytest.mark.parametrize(
    "line",
    [
        *("1.5倍", "10.25答辩", "2024年9月5日", "48小时内", "一次", "（一式两份）", "1", "三年"),
        *("2024.年以前", "1、2项", "三.五计划"),
        *("第三条规定的人员", "第三条第一款", "第三条、第四条", "第二章规定，须考核"),
    ],
)
def test_not_a_marker(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("line", "sound", "certain"),
    [
        ("(—)中专毕业", "（一）", True),
        ("（十－）其他", "（十一）", True),
        ("—、申报时间", "一、", True),
        ("l.身份证", "1.", True),
        ("1O.照片", "10.", True),
        ("三，申报时间", "三、", False),
        ("三）网上审核", "（三）", False),
        ("（三、网上审核", "（三）", False),
        ("3，照片", "3.", False),
    ],
)
def test_damaged_marker(line: str, sound: str, certain: bool) -> None:
    slip = read_slip(line)
    assert slip is not None
    assert (mended(slip.marker), slip.certain) == (sound, certain)


@pytest.mark.parametrize("line", ["（二楼203室）", "—直到月底", "l楼", "3，5，7", "三年以上", "12:00前"])
def test_not_a_damaged_marker(line: str) -> None:
    assert read_slip(line) is None
