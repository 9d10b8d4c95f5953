"""The command line of the assistant; each command imports only what it needs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.gateway.settings import SettingInvalid, Settings
from bot.runtime import environment


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit status (0 fine, 1 refused with one line on stderr, 130 Ctrl-C)."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="职称通知问答")
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="输入有变化时训练模型")
    train.add_argument("--force", action="store_true", help="没有变化也训练")
    train.add_argument("--accept-worse", action="store_true", help="新模型比在用的差，也用它")
    serve = commands.add_parser("serve", help="启动:网关、模型和动作在一个进程里")
    serve.add_argument("--host", help="监听地址(默认 127.0.0.1,或环境变量 ZC_HOST)")
    serve.add_argument("--port", type=int, help="端口(默认 8080,或环境变量 ZC_PORT;0 为任意空闲端口)")
    serve.add_argument("--workers", type=_workers, help="几个进程一起答(默认 1,或环境变量 ZC_WORKERS)")
    serve.add_argument("--inherited", help=argparse.SUPPRESS)
    serve.add_argument("--verbose", action="store_true", help="记录每次请求的长度、结果和用时")
    purge = commands.add_parser("purge", help="删除过期的对话记录")
    purge.add_argument("--days", type=float, help="保留多少天(默认 30,或环境变量 ZC_RETENTION_DAYS)")
    purge.add_argument("--clock-is-right", action="store_true", help="时钟跳过,但现在是对的")
    off = commands.add_parser("off", help="停止回答(通知有误、系统故障时),申请人会看到原因和电话")
    off.add_argument("--reason", required=True, help="原因,一句话")
    commands.add_parser("on", help="恢复回答")
    commands.add_parser("status", help="看是不是在回答")
    staff = commands.add_parser("staff", help="工作台的账号:开通、重设密码、停用、列出")
    staff.add_argument("change", choices=("invite", "reset", "disable", "enable", "list"))
    staff.add_argument("name", nargs="?", help="登录名")
    staff.add_argument(
        "--role", action="append", default=[], help="角色,可以给几次:clerk supervisor editor approver admin"
    )
    staff.add_argument("--shown", default="", help="姓名")
    commands.add_parser("hours", help="检查人工服务时间的文件,看今后几天的安排")
    to_file = commands.add_parser("backup", help="备份:对话、发布、草稿、账号和密钥,一个文件;运行中也可以")
    to_file.add_argument("file", type=Path, help="写到哪个文件(还没有的)")
    from_file = commands.add_parser("restore", help="从备份恢复到空的库")
    from_file.add_argument("file", type=Path, help="备份文件")
    options = parser.parse_args(arguments)

    environment.prepare()
    try:
        settings = Settings.from_environment()
        if options.command == "train":
            from bot.cli import train as command
        elif options.command == "serve":
            from bot.cli import serve as command  # type: ignore[no-redef]
        elif options.command == "staff":
            from bot.cli import staff as command  # type: ignore[no-redef]
        elif options.command == "backup":
            from bot.cli import backup as command  # type: ignore[no-redef]
        elif options.command == "restore":
            from bot.cli import restore as command  # type: ignore[no-redef]
        elif options.command == "hours":
            from bot.cli import hours as command  # type: ignore[no-redef]
        elif options.command == "purge":
            from bot.cli import purge as command  # type: ignore[no-redef]
        else:
            from bot.cli import switch as command  # type: ignore[no-redef]
        return command.run(options, settings)
    except (SettingInvalid, Refused) as refusal:
        print(f"错误:{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _workers(written: str) -> int:
    from bot.cli.workers import MOST

    if not written.isdecimal() or not 1 <= int(written) <= MOST:
        raise argparse.ArgumentTypeError(f"写 1 到 {MOST} 之间的整数")
    return int(written)


class Refused(RuntimeError):
    """The command cannot go on; the message says why and what to do, in one line."""
