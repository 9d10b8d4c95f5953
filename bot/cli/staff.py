"""`assistant staff …`: the accounts of the desk; the first admin is made here, by a link that works once."""

from __future__ import annotations

import argparse

from bot.cli import Refused
from bot.gateway.settings import Settings
from bot.staff.accounts import AccountRefused, Accounts, Member
from bot.staff.roles import TITLES, Role


def run(options: argparse.Namespace, settings: Settings) -> int:
    """One change, or the list of everybody."""
    if options.change != "list" and not options.name:
        raise Refused("要写登录名:assistant staff invite 登录名 --role admin")
    accounts = Accounts(settings.store_url)
    try:
        if options.change == "invite":
            _print_link(accounts.invite(options.name, options.shown, _roles(options.role)), settings)
        elif options.change == "reset":
            _print_link(accounts.reset(options.name), settings)
        elif options.change == "list":
            print("\n".join(map(_line, accounts.everybody())) or "还没有账号")
        else:
            change = accounts.disable if options.change == "disable" else accounts.enable
            change(options.name)
            print("已停用" if options.change == "disable" else "已恢复")
    except AccountRefused as refusal:
        raise Refused(str(refusal)) from refusal
    finally:
        accounts.close()
    return 0


def _roles(written: list[str]) -> list[Role]:
    unknown = [word for word in written if word not in set(Role)]
    if unknown:
        raise Refused(f"没有角色 {unknown[0]}:可用 {' '.join(Role)}")
    return [Role(word) for word in written]


def _print_link(secret: str, settings: Settings) -> None:
    print("24 小时内用浏览器打开这个链接设置密码,只能用一次:")
    print(f"http://{settings.host}:{settings.port}/desk/invitation/{secret}")


def _line(one: Member) -> str:
    state = "已停用" if one.disabled else "使用中" if one.ready else "还没设密码"
    return f"{one.name}\t{one.shown}\t{'、'.join(TITLES[role] for role in Role if role in one.roles)}\t{state}"
