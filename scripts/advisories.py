"""`python -m scripts.advisories`: the versions in the lock against the advisories that are known.

pip-audit runs in an environment of its own (it asks for a newer `packaging` than Rasa bears). Where the list of
advisories cannot be reached one line says so, and nothing is claimed.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LOCK = Path("requirements.lock")
TOOL = "pip-audit==2.10.1"
ENVIRONMENT = Path("var/audit")
KNOWN = Path(__file__).with_name("advisories.yml")
LIMIT = 180  # seconds
SERVICES = ("pypi", "osv")


def main() -> int:
    """1 when a version has an advisory that `advisories.yml` does not explain."""
    for service in SERVICES:
        found = _asked(service)
        looked_up = [each for each in found if "skip_reason" not in each]
        if looked_up:
            return _told(looked_up, len(found) - len(looked_up))
    print(f"advisories: no source could be reached; the {_pinned()} pinned versions are NOT audited")
    return 0


def _asked(service: str) -> list[dict[str, Any]]:
    """What pip-audit says of each package; empty where it cannot be asked."""
    program = ENVIRONMENT / "bin" / "pip-audit"
    try:
        if not program.is_file():
            venv.create(ENVIRONMENT, with_pip=True)
            install = [str(ENVIRONMENT / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", TOOL]
            subprocess.run(install, check=True, capture_output=True, timeout=LIMIT)
        done = subprocess.run(
            [str(program), "-r", str(LOCK), "--disable-pip", "-s", service, "-f", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        return list(json.loads(done.stdout)["dependencies"])
    except (OSError, ValueError, KeyError, subprocess.SubprocessError):
        return []


def _told(looked_up: list[dict[str, Any]], left_out: int) -> int:
    known = {each["id"]: each["why"] for each in yaml.safe_load(KNOWN.read_text(encoding="utf-8")) or ()}
    fresh = [
        f"{each['name']} {each['version']}: {flaw['id']}"
        for each in looked_up
        for flaw in each["vulns"]
        if flaw["id"] not in known
    ]
    asked = f"{len(looked_up)} versions looked up, {left_out} not"
    print(f"advisories on {date.today()}: {asked}, {len(fresh)} unexplained")
    for line in fresh:
        print(f"  {line}")
    return 1 if fresh else 0


def _pinned() -> int:
    return len(re.findall(r"^\S+==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
