"""`python -m bot train`: trains when an input of the model has changed."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from bot.cli import Refused
from bot.gateway.settings import Settings
from bot.runtime import model_file


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Trains into the model folder, under a name that follows from the inputs."""
    wanted = model_file.path_for_inputs(Path.cwd(), settings.model_folder)
    if wanted.exists() and not options.force:
        print(f"模型没有变化:{wanted}", flush=True)
        return 0
    print("训练模型(约一分钟)……", flush=True)
    started = time.perf_counter()
    from bot.runtime import environment, training

    environment.quiet_logs()
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # else Rasa draws progress bars of steps that take milliseconds
    try:
        training.train(Path.cwd(), wanted)
    except training.TrainingFailed as failure:
        raise Refused(f"模型没有训练成:{failure}") from failure
    removed = model_file.keep_newest(settings.model_folder)
    print(f"训练好了:{wanted},用时 {time.perf_counter() - started:.0f} 秒,清理旧模型 {removed} 个", flush=True)
    return 0
