"""Full dates as notices print them: 2025年9月1日, 2025 年 9 月 1 日, 2025-09-01, 二〇二五年九月一日."""

from __future__ import annotations

import re
from datetime import date

from policies_kb.clauses.numerals import read_number

_HAN_YEAR = r"[一二三四五六七八九〇○零ＯO0０]\s*"
_HAN_DAY = r"[一二三四五六七八九十]\s*"
DATE = (
    rf"(?:(?P<y>(?:\d\s*){{4}}|(?:{_HAN_YEAR}){{4}})年\s*(?P<m>(?:\d\s*){{1,2}}|(?:{_HAN_DAY}){{1,2}})月"
    rf"\s*(?P<d>(?:\d\s*){{1,2}}|(?:{_HAN_DAY}){{1,3}})日"
    r"|(?P<y2>(?:19|20)\d\d)(?P<sep>[-./－．／])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?!\d))"
)
_DATE = re.compile(DATE)


def read_date(text: str) -> date | None:
    """Return the first full date in `text`, or None where it has none or an impossible one (2月30日)."""
    found = _DATE.search(text)
    if found is None:
        return None
    parts = [found["y"] or found["y2"], found["m"] or found["m2"], found["d"] or found["d2"]]
    try:
        year, month, day = (read_number(re.sub(r"\s", "", part)) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None


def is_date(line: str) -> bool:
    """Say whether a line is a full date and nothing else."""
    return bool(_DATE.fullmatch(line))
