"""Run a reading process and wait no longer than its limits allow."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from policies_kb.documents.errors import DocumentError
from policies_kb.documents.limits import Limits
from policies_kb.documents.model import Document, FileKind

_ROOT = Path(__file__).parents[2]
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


def run(command: list[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process group of its own; on a timeout the whole group ends. Raises TimeoutExpired.

    It gets no standard input and none of this process' secrets from the environment.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    try:
        out, said = process.communicate(timeout=seconds)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return subprocess.CompletedProcess(command, process.returncode, out, said)


def read_apart(kind: FileKind, path: Path, limits: Limits) -> Document:
    """Return what the reading process says of a file. Raises DocumentError for a refusal, a crash or a timeout."""
    command = [sys.executable, "-m", "policies_kb.documents.child", kind.value, str(path), limits.model_dump_json()]
    try:
        done = run(command, limits.seconds)
    except subprocess.TimeoutExpired:
        raise DocumentError("too_slow", seconds=limits.seconds) from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):  # its processor time is used up
        raise DocumentError("too_slow", seconds=limits.seconds)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        memory = b"MemoryError" in done.stderr or b"memory" in done.stderr
        raise DocumentError("too_much_memory" if memory else "damaged", name=path.name) from None
    if "refused" in said:
        raise DocumentError(said["refused"]["reason"], **said["refused"]["values"])
    return Document.model_validate(said["document"])
