"""`python -m bot backup FILE`: conversations, releases, drafts, accounts and keys in one file, while others go on."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.backup import databases, file
from bot.cli import Refused
from bot.gateway.settings import Settings
from bot.runtime.model_file import fingerprint
from bot.runtime.schema import HEAD
from policies_kb.releases import current
from policies_kb.store import default_url
from policies_kb.today import BEIJING

TALK, BOOK = "conversations", "knowledge"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Refuses to write over a file that is there."""
    target: Path = options.file
    if target.exists():
        raise Refused(f"{target} 已经有了：换一个文件名")
    with TemporaryDirectory(prefix="zc-backup-", dir=target.resolve().parent) as name:
        folder = Path(name)
        found: dict[Path, str] = {}
        try:
            for part, url in places(settings).items():
                if databases.dump(url, folder / part):
                    found[folder / part] = databases.kind(url)
        except databases.CopyRefused as refusal:
            raise Refused(str(refusal)) from refusal
        if not found:
            raise Refused("没有可以备份的：对话库和知识库都还没有")
        for part, key in keys(settings).items():
            if key.is_file():
                (folder / part).write_bytes(key.read_bytes())
                found[folder / part] = "key"
        made = file.Backup(
            made_at=datetime.now(BEIJING).isoformat(timespec="seconds"),
            release=current(default_url()) if folder / BOOK in found else None,
            model=fingerprint(Path.cwd()),
            schema=HEAD,
            parts=file.parts(found),
        )
        whole = file.write(target, made, folder)
    print(f"备份好了：{target}（{target.stat().st_size / 1e6:.1f} MB），第 {made.release} 号发布，模型 {made.model}")
    print(f"sha256 {whole}")
    return 0


def places(settings: Settings) -> dict[str, str]:
    """The databases: the name of their part and their URL; one, where both are the same."""
    both = {TALK: settings.store_url, BOOK: default_url()}
    return {TALK: settings.store_url} if both[TALK] == both[BOOK] else both


def keys(settings: Settings) -> dict[str, Path]:
    """The keys that the program made for itself; what an operator set by environment is theirs to keep."""
    from bot.desk.key import file_beside
    from policies_kb.checklist.link import KEY_FILE

    beside = file_beside(settings.store_url)
    return {"link.key": KEY_FILE, **({"desk.key": beside} if beside else {})}
