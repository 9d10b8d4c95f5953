"""``import FOLDER``: makes drafts of the notices in a folder that differ from what is released."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.releases import import_folder
from policies_kb.store import default_url

from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("import", help="把文件夹里的通知装入为草稿")
    parser.add_argument("folder", type=Path, help="放着各通知文件夹的上一级")
    parser.add_argument("--author", required=True, help="作者姓名")
    parser.add_argument("--note", default="", help="备注")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises RecordError for files that are not text, ReleaseError when there is nothing to import."""
    imported = import_folder(options.url or default_url(), options.folder, options.author, options.note)
    for notice_id in imported.drafts:
        print(f"草稿 {notice_id}：写好后 submit {notice_id} --by 姓名")
    for notice_id, author in imported.replaced.items():
        print(f"{notice_id} 原有 {author} 的草稿，已被替换")
    if imported.unchanged:
        print(f"没有变化：{'、'.join(imported.unchanged)}")
    return 0
