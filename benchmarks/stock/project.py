"""Makes the stock project: what `rasa init` makes, with this project's intents and sentences and one custom action.

The pipeline and policies are those that `rasa init` leads to (DIET, TED, ResponseSelector and all), written out because
the number of epochs has to be bounded here: all sentences and a hundred epochs take hours on two cores. Epochs change
how well a model guesses, not what a turn costs; fewer sentences make fewer features, and so a turn that costs less.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION = "action_answer"
RASA_S_OWN_EPOCHS = 100
ACTIONS_PY = f'''from rasa_sdk import Action


class Answer(Action):
    """The cheapest action that answers; what the answer would have to be found out from is left out."""

    def name(self):
        return "{ACTION}"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=str(tracker.latest_message["intent"]["name"]))
        return []
'''


def make(folder: Path, epochs: int, sentences: int) -> int:
    """Writes the project to an empty or absent folder, with so many ``sentences`` of each intent at most; returns how
    many there are in all."""
    (folder / "data").mkdir(parents=True)
    (folder / "actions").mkdir()
    said = _sentences(sentences)
    intents = list(said)
    nlu = [{"intent": intent, "examples": "".join(f"- {one}\n" for one in said[intent])} for intent in intents]
    _write(folder / "data" / "nlu.yml", {"version": "3.1", "nlu": nlu})
    _write(folder / "config.yml", _config(epochs))
    _write(folder / "domain.yml", {"version": "3.1", "intents": intents, "actions": [ACTION]})
    # Stories, so that TED has something to learn; a rule for each intent, as this project has.
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": [_told("rule", [one]) for one in intents]})
    pairs = zip(intents, intents[1:] + intents[:1], strict=True)
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": [_told("story", pair) for pair in pairs]})
    (folder / "actions" / "__init__.py").touch()
    (folder / "actions" / "actions.py").write_text(ACTIONS_PY, encoding="utf-8")
    _write(folder / "credentials.yml", {"rest": None})
    return sum(len(each) for each in said.values())


def _sentences(most: int) -> dict[str, list[str]]:
    """Intent → its first sentences."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for part in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in part:
                kept = found.setdefault(part["intent"], [])
                lines = (line.removeprefix("- ") for line in part["examples"].splitlines() if line.startswith("- "))
                kept += list(lines)[: most - len(kept)]
    return found


def _told(kind: str, intents: Any) -> dict[str, Any]:
    steps = [step for intent in intents for step in ({"intent": intent}, {"action": ACTION})]
    return {kind: f"{kind} {' '.join(intents)}", "steps": steps}


def _config(epochs: int) -> dict[str, Any]:
    """rasa.engine.recipes.config_files.default_config.yml of Rasa 3.6.21, but for the epochs."""
    characters = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
    learned: dict[str, Any] = {"epochs": epochs, "constrain_similarities": True}
    return {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "en",  # as `rasa init` has it: its tokenizer refuses Chinese
        "pipeline": [
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            {"name": "CountVectorsFeaturizer"},
            characters,
            {"name": "DIETClassifier", **learned},
            {"name": "EntitySynonymMapper"},
            {"name": "ResponseSelector", **learned},
            {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
        ],
        "policies": [
            {"name": "MemoizationPolicy"},
            {"name": "RulePolicy"},
            {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": epochs},
            {"name": "TEDPolicy", "max_history": 5, **learned},
        ],
    }


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
