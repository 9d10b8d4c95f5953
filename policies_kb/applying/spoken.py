"""Spans, days and hours as people say them."""

from __future__ import annotations

from datetime import date, datetime

from policies_kb.reading.days import WEEKDAYS

NEAR = 0.1  # of a month: what is farther from a whole month was told as about so much


def months_in_words(months: int) -> str:
    """3年2个月, 半年, 8个月; never 3.17年."""
    years, rest = divmod(months, 12)
    if not years and rest == 6:
        return "半年"
    return (f"{years}年" if years else "") + (f"{rest}个月" if rest or not years else "")


def years_in_words(years: float) -> str:
    """A number of years as it was told: 1年6个月; 2年多 and 不到2年 where it was told as about so much."""
    months = years * 12
    if abs(months - round(months)) <= NEAR:
        return months_in_words(round(months))
    whole = int(years)
    if years - whole < 0.5:
        return f"{whole}年多" if whole else "几个月"
    return f"不到{whole + 1}年"


def day_in_words(day: date, today: date | None = None) -> str:
    """10月21日（周一）, with its year where that is another than today's."""
    year = f"{day.year}年" if today and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def moment_in_words(moment: datetime | date) -> str:
    """10月30日18:00, or 10月18日."""
    return f"{moment.month}月{moment.day}日" + (f"{moment:%H:%M}" if isinstance(moment, datetime) else "")
