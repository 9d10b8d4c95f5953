"""Turn a .doc file into .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.sandbox import run

_PROGRAMS = ("soffice", "libreoffice")
_MEMORY_FACTOR = 4  # LibreOffice reserves far more address space than it uses


def convert(path: Path, folder: Path, limits: Limits) -> Path:
    """Return the .docx made from `path` in `folder`, with a profile of its own there, so no macro is trusted.

    Raises DocumentError where LibreOffice is not installed, is too slow, or cannot open the file.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise DocumentError("no_office")
    source = folder / "source.doc"
    shutil.copyfile(path, source)
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(folder / 'p').as_uri()}",
    ]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)]
    bounds = f"ulimit -v {limits.memory * _MEMORY_FACTOR // 1024}; ulimit -t {limits.seconds}; ulimit -f 409600; "
    try:
        run(["sh", "-c", bounds + 'exec "$@"', "sh", *command], limits.seconds)
    except subprocess.TimeoutExpired:
        raise DocumentError("too_slow", seconds=limits.seconds) from None
    made = folder / "source.docx"
    if not made.is_file():
        raise DocumentError("office_failed")
    return made
