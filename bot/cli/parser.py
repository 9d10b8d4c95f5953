"""The commands that run and look after the service: their options, and the module that does each."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.terminal import failure
from policies_kb.terminal.usage import Parser

DESCRIPTION = "职称通知咨询助手：启动和照看服务，管理通知，打分和测量。每个命令的用法：命令 --help"


def parser(prog: str) -> tuple[Parser, Any]:
    """The parser, and its commands: the parsers by name are ``.choices`` of it."""
    whole = Parser(prog=prog, description=DESCRIPTION)
    whole.add_argument(failure.DEBUG, action="store_true", help=failure.DEBUG_HELP)
    commands = whole.add_subparsers(dest="command", required=True, title="命令", metavar="命令", prog=prog)
    train = _command(commands, "train", "输入有变化时训练模型")
    train.add_argument("--force", action="store_true", help="没有变化也训练")
    train.add_argument("--accept-worse", action="store_true", help="新模型比在用的差，也用它")
    serve = _command(commands, "serve", "启动：网关、模型和动作在一个进程里")
    serve.add_argument("--host", metavar="地址", help="监听地址（默认 127.0.0.1，或环境变量 ZC_HOST）")
    serve.add_argument(
        "--port", type=int, metavar="端口", help="端口（默认 8080，或环境变量 ZC_PORT；0 为任意空闲端口）"
    )
    serve.add_argument(
        "--workers", type=_workers, metavar="个数", help="几个进程一起答（默认 1，或环境变量 ZC_WORKERS）"
    )
    serve.add_argument("--inherited", help=argparse.SUPPRESS)
    serve.add_argument("--verbose", action="store_true", help="记录每次请求的长度、结果和用时")
    purge = _command(commands, "purge", "删除过期的对话记录")
    purge.add_argument("--days", type=float, metavar="天", help="保留多少天（默认 30，或环境变量 ZC_RETENTION_DAYS）")
    purge.add_argument("--clock-is-right", action="store_true", help="时钟跳过，但现在是对的")
    off = _command(commands, "off", "停止回答（通知有误、系统故障时），申请人会看到原因和电话", "switch")
    off.add_argument("--reason", required=True, metavar="原因", help="原因，一句话")
    _command(commands, "on", "恢复回答", "switch")
    _command(commands, "status", "看是不是在回答", "switch")
    staff = _command(commands, "staff", "工作台的账号：开通、重设密码、停用、列出")
    staff.add_argument(
        "change", choices=("invite", "reset", "disable", "enable", "list"), help="开通、重设密码、停用、恢复、列出"
    )
    staff.add_argument("name", nargs="?", metavar="登录名", help="登录名")
    staff.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="角色",
        help="角色，可以给几次：clerk supervisor editor approver admin",
    )
    staff.add_argument("--shown", default="", metavar="姓名", help="姓名")
    _command(commands, "hours", "检查人工服务时间的文件，看今后几天的安排")
    languages = _command(commands, "languages", "检查别的语言的固定答复：哪些开着，谁审校过")
    languages.add_argument("file", type=Path, nargs="?", metavar="文件", help="哪份文件（默认在用的，没有就看出厂的）")
    to_file = _command(commands, "backup", "备份：对话、发布、草稿、账号和密钥，一个文件；运行中也可以")
    to_file.add_argument("file", type=Path, metavar="文件", help="写到哪个文件（还没有的）")
    from_file = _command(commands, "restore", "从备份恢复到空的库")
    from_file.add_argument("file", type=Path, metavar="文件", help="备份文件")
    return whole, commands


def _command(commands: Any, name: str, told: str, module: str = "") -> Parser:
    """A command of `bot.cli.<module>`, by default the module of its own name."""
    made: Parser = commands.add_parser(name, help=told, description=told)
    made.set_defaults(module=f"bot.cli.{module or name}")
    return made


def _workers(written: str) -> int:
    from bot.cli.workers import MOST

    if not written.isdecimal() or not 1 <= int(written) <= MOST:
        raise argparse.ArgumentTypeError(f"写 1 到 {MOST} 之间的整数")
    return int(written)
