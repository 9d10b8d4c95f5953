"""`python -m bot hours`: whether the hours of the desk can be used, and what they come to."""

from __future__ import annotations

import argparse
import time
from datetime import timedelta

from bot.cli import Refused
from bot.gateway.settings import Settings
from bot.handover.hours_file import SHIPPED, HoursInvalid, read_hours
from bot.handover.words import moment
from policies_kb.reading.days import WEEKDAYS
from policies_kb.today import in_beijing

SHOWN = 10  # days


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Prints the next days, and what somebody who asks now is promised."""
    path = settings.handover_hours or SHIPPED
    try:
        hours = read_hours(path)
    except HoursInvalid as error:
        raise Refused(str(error)) from error
    now = time.time()
    print(f"{path}:{'开' if hours.open else '不开,“转人工”只给电话'}")
    for shift in range(SHOWN):
        day = in_beijing(now).date() + timedelta(days=shift)
        spans = [f"{in_beijing(start):%H:%M}-{in_beijing(end):%H:%M}" for start, end in hours.spans(day)]
        print(f"{day} 周{WEEKDAYS[day.weekday()]}\t{'、'.join(spans) or '不上班'}")
    due = hours.due(now)
    print(f"现在转人工,承诺最晚{moment(due, now)}前答复" if due is not None else "两个月内没有人上班,不承诺时间")
    return 0
