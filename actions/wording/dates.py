"""Dates and moments in Chinese."""

from __future__ import annotations

from datetime import date, datetime


def day(value: date, *, with_year: bool = False) -> str:
    """3月5日, or 2001年3月5日."""
    year = f"{value.year}年" if with_year else ""
    return f"{year}{value.month}月{value.day}日"


def moment(value: datetime | date, *, with_year: bool = False) -> str:
    """3月5日18:00 for a moment, 3月5日 for a day."""
    if isinstance(value, datetime):
        return f"{day(value, with_year=with_year)}{value:%H:%M}"
    return day(value, with_year=with_year)


def about(value: date) -> str:
    """2001年3月前后, where no more is known than about when."""
    return f"{value.year}年{value.month}月前后"
