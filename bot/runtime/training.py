"""Trains the Rasa model of a project."""

from __future__ import annotations

from pathlib import Path

from rasa.model_training import train as train_rasa


class TrainingFailed(RuntimeError):
    """Rasa refused the configuration or the data; the message is its own."""


def train(project: Path, model: Path) -> None:
    """Trains from config.yml, domain.yml and data/ into the file `model`; raises `TrainingFailed`."""
    try:
        result = train_rasa(
            domain=str(project / "domain.yml"),
            config=str(project / "config.yml"),
            training_files=str(project / "data"),
            output=str(model.parent),
            fixed_model_name=model.name,
            force_training=True,  # an unchanged model is recognised by its name, before Rasa is imported
        )
    except Exception as error:  # Rasa has no base class for what is wrong with an input
        raise TrainingFailed(" ".join(str(error).split())) from error
    if result.code != 0 or not result.model:
        raise TrainingFailed(f"Rasa ended with code {result.code}")
    trained = Path(result.model)
    if trained != model:
        trained.replace(model)
