"""Full dates as notices print them: 2025年9月1日, 2025 年 9 月 1 日, 2025-09-01, 二〇二五年九月一日."""

from __future__ import annotations

import re
from datetime import date

from policies_kb.lexers import moments

_HAN_YEAR = r"[一二三四五六七八九〇○零ＯO0０]\s*"
_HAN_DAY = r"[一二三四五六七八九十]\s*"
DATE = (
    rf"(?:(?:(?:\d\s*){{4}}|(?:{_HAN_YEAR}){{4}})年\s*(?:(?:\d\s*){{1,2}}|(?:{_HAN_DAY}){{1,2}})月"
    rf"\s*(?:(?:\d\s*){{1,2}}|(?:{_HAN_DAY}){{1,3}})日"
    r"|(?:19|20)\d\d(?P<sep>[-./－．／])\d{1,2}(?P=sep)\d{1,2}(?!\d))"
)
_DATE = re.compile(DATE)


def read_date(text: str) -> date | None:
    """Return the first full date in `text`, or None where it has none or an impossible one (2月30日)."""
    full = next((moment for moment in moments(text) if moment.year), None)
    try:
        return date(full.year or 0, full.month, full.day) if full else None
    except ValueError:
        return None


def is_date(line: str) -> bool:
    """Say whether a line is a full date and nothing else."""
    return bool(_DATE.fullmatch(line))
