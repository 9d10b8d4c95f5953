"""Starts the assistant, has the gold cases judged by their own scorer, and compares with the floors.

python -m scripts.evaluate --eval FOLDER [--cases FILE ...] [--raise-floors]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts import floors
from scripts.assistant_process import Assistant, running_assistant

FLOORS = Path("eval-floors.yml")
REPORTS = Path("var/eval")
# group of cases in the scorer's report → the mode that judges it, and its files in the folder's dev/
MODES = {
    "question": ("questions", "q_*.yaml"),
    "eligibility api": ("api", "eligibility.yaml"),
    "eligibility chat": ("chat", "eligibility.yaml"),
}


def judge(assistant: Assistant, folder: Path, mode: str, cases: Iterable[Path]) -> list[dict[str, Any]]:
    """Runs score.py in one mode; returns every judged case. Raises when the scorer itself fails."""
    report = REPORTS / f"{mode}.jsonl"
    command = [sys.executable, str(folder / "score.py"), "--base", assistant.base, "--mode", mode]
    command += ["--notices", str(folder.parent / "notices"), "--report", str(report), *map(str, cases)]
    subprocess.run(command, check=True)
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    """Exit status 1 when a rate is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, required=True, help="folder with score.py and dev/")
    parser.add_argument("--groups", nargs="*", choices=sorted(MODES), help="default: those with a floor")
    parser.add_argument("--raise-floors", action="store_true", help="write what is better than its floor")
    options = parser.parse_args()
    known = floors.read(FLOORS)
    groups = options.groups or list(known)
    REPORTS.mkdir(parents=True, exist_ok=True)
    judged: list[dict[str, Any]] = []
    with running_assistant() as assistant:
        print(f"助手已启动,{assistant.start_seconds:.1f} 秒", flush=True)
        for group in groups:
            mode, pattern = MODES[group]
            judged += judge(assistant, options.eval, mode, sorted((options.eval / "dev").glob(pattern)))
    reached = floors.rates_of(judged)
    print(f"逐条结果:{REPORTS}/")
    under = floors.breaches({g: f for g, f in known.items() if g in groups}, reached)
    for line in under:
        print(f"低于下限 {line}")
    if options.raise_floors:
        floors.write(FLOORS, floors.raised(known, reached))
        print(f"下限已写入 {FLOORS}")
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
