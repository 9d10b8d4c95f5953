"""Cross-validates the understanding on the training phrases: intent accuracy and entity F1.

    python -m scripts.nlu_report [--folds 5]

The reports of Rasa are left in var/nlu-report.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

OUT = Path("var/nlu-report")


def main() -> int:
    """Runs `rasa test nlu --cross-validation` and prints one line for each report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*_report.json"):
        old.unlink()
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    arguments = ["test", "nlu", "--cross-validation", "--folds", str(options.folds), "--nlu", "data"]
    sys.argv = ["rasa", *arguments, "--config", "config.yml", "--out", str(OUT), "--no-plot"]

    from bot.runtime.command import main as rasa

    try:
        rasa()
    except SystemExit as ended:
        if ended.code:
            print("rasa test nlu failed", file=sys.stderr)
            return 1
    reports = sorted(OUT.glob("*_report.json"))
    for path in reports:
        report = json.loads(path.read_text(encoding="utf-8"))
        macro, weighted = report.get("macro avg", {}), report.get("weighted avg", {})
        accuracy = report.get("accuracy", report.get("micro avg", {}).get("f1-score"))
        print(
            f"{path.stem:40} accuracy/micro F1 {accuracy or float('nan'):.3f}  "
            f"macro F1 {macro.get('f1-score', float('nan')):.3f}  "
            f"weighted F1 {weighted.get('f1-score', float('nan')):.3f}"
        )
    return 0 if reports else 1


if __name__ == "__main__":
    sys.exit(main())
