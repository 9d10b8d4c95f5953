"""Runs `rasa test nlu` on held-out phrases and fails when too few intents are right.

    python -m scripts.rasa_nlu_cases FOLDER

Rasa's own command exits with 0 whatever it finds.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

OUT = Path("var/nlu-cases")
LEAST_RIGHT = 0.95  # reached: 98 %; the answers weigh the wording of the facts besides


def main(folder: str) -> int:
    """Exit status 1 when fewer phrases of `folder` than LEAST_RIGHT are understood; the others are printed."""
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
    texts = [path.read_text(encoding="utf-8") for path in Path(folder).glob("*.yml")]
    total = sum(line.startswith("    - ") for text in texts for line in text.splitlines())
    right = 1 - len(wrong) / total
    print(f"{right:.1%} of {total} held-out phrases understood")
    return 0 if right >= LEAST_RIGHT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
