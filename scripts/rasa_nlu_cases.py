"""Runs `rasa test nlu` on held-out phrases and fails when an intent is wrong.

    python -m scripts.rasa_nlu_cases FOLDER

Rasa's own command exits with 0 whatever it finds.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

OUT = Path("var/nlu-cases")


def main(folder: str) -> int:
    """Exit status 1 when a phrase of `folder` is understood as another intent; the phrases are printed."""
    OUT.mkdir(parents=True, exist_ok=True)
    errors = OUT / "intent_errors.json"
    errors.unlink(missing_ok=True)
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    sys.argv = ["rasa", "test", "nlu", "--nlu", folder, "--model", "models", "--out", str(OUT), "--no-plot"]

    from bot.runtime.command import main as rasa

    try:
        rasa()
    except SystemExit as ended:
        if ended.code:
            return 1
    wrong = json.loads(errors.read_text(encoding="utf-8")) if errors.exists() else []
    for case in wrong:
        print(f"{case['text']}: {case['intent']} ≠ {case['intent_prediction']['name']}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
