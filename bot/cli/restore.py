"""`python -m bot restore FILE`: fills the empty databases of the settings from a backup."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from bot.backup import databases, file
from bot.cli import Refused
from bot.cli.backup import keys, places
from bot.gateway.settings import Settings
from bot.runtime.model_file import path_for_inputs
from bot.runtime.schema import HEAD


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Looks at everything first: nothing is written before all of it can be."""
    try:
        with file.opened(options.file) as (backup, folder):
            _fit(backup, settings)
            for name, url in places(settings).items():
                if backup.part(name):
                    databases.load(folder / name, url)
            for name, key in keys(settings).items():
                if backup.part(name):
                    _put(folder / name, key)
    except databases.CopyRefused as refusal:
        raise Refused(str(refusal)) from refusal
    print(f"恢复好了：{backup.made_at} 的备份，第 {backup.release} 号发布")
    model = path_for_inputs(Path.cwd(), settings.model_folder)
    if model.name.split(".")[0] != backup.model or not model.exists():
        print(f"备份时的模型是 {backup.model}，这里的程序要用 {model.name}：启动前运行 make train")
    return 0


def _fit(backup: file.Backup, settings: Settings) -> None:
    if backup.schema > HEAD:
        raise Refused("这份备份是更新的程序做的：升级程序再恢复")
    wanted = places(settings)
    lost = [part.name for part in backup.parts if part.kind != "key" and part.name not in wanted]
    if lost:
        raise Refused("备份里的对话库和知识库是分开的两个库：ZC_STORE_URL 和 ZC_KB_URL 也要写成两个空的库")
    for name, url in wanted.items():
        part = backup.part(name)
        if part and part.kind != databases.kind(url):
            raise Refused(f"备份里的 {name} 是 {part.kind}，这里设的是 {databases.kind(url)}：两种库之间不能恢复")
        found = databases.tables(url)
        if found:
            raise Refused(f"{name} 要恢复到的库不是空的（{len(found)} 个表）：换一个空的库，或先把它移走")
    for name, key in keys(settings).items():
        part = backup.part(name)
        if part and key.is_file() and file.digest(key) != part.sha256:
            raise Refused(f"{key} 已经有了，和备份里的不同：先把它移走")


def _put(source: Path, key: Path) -> None:
    key.parent.mkdir(parents=True, exist_ok=True)
    key.unlink(missing_ok=True)
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(source.read_bytes())
