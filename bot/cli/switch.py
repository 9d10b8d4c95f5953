"""`assistant off --reason …`, `assistant on`, `assistant status`: whether the assistant answers."""

from __future__ import annotations

import argparse

from bot.cli import Refused
from bot.gateway.settings import Settings
from bot.runtime.switch import Switch
from policies_kb.today import in_beijing


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Sets or shows the switch; every running process follows within a second or two."""
    switch = Switch(settings.store_url, settings.switch_file)
    try:
        if options.command == "off":
            reason = options.reason.strip()
            if not reason:
                raise Refused("要写明原因,申请人会看到:assistant off --reason 通知正在更正")
            everywhere = switch.turn_off(reason)
            where = "已停止回答" if everywhere else "数据库连不上,只停了本机;别的机器上也要运行这个命令"
            print(f"{where}。原因:{reason}。恢复用 assistant on")
        elif options.command == "on":
            print("已恢复回答" if switch.turn_on() else "本来就在回答")
        else:
            off = switch.state()
            since = in_beijing(off.since).strftime("%Y-%m-%d %H:%M") if off else ""
            print(f"停止回答,从{since}起。原因:{off.reason}" if off else "正在回答")
    finally:
        switch.close()
    return 0
