"""``export FOLDER``: writes a release as folders of files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from policies_kb.releases import export
from policies_kb.store import default_url

from .wording import add_url


def register(commands: Any) -> None:
    """Adds the command."""
    parser = commands.add_parser("export", help="把发布写成文件夹，和装入时一字节不差")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--release", type=int, default=None, metavar="N", help="发布号（默认当前的）")
    parser.add_argument("--over", action="store_true", help="文件夹不是空的也写，并去掉发布里没有的通知文件")
    add_url(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Raises ReleaseError for an unknown number or a folder that is not empty."""
    number = export(options.url or default_url(), options.folder, options.release, over=options.over)
    print(f"第 {number} 号发布已写到 {options.folder}")
    return 0
