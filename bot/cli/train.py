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
        print(f"模型没有变化：{wanted}", flush=True)
        return 0
    print("训练模型（两三分钟）……", flush=True)
    started = time.perf_counter()
    from bot.runtime import deployment, environment, stages, training

    environment.quiet_logs()
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # else Rasa draws progress bars of steps that take milliseconds
    before = deployment.newest(settings.model_folder, wanted)
    try:
        with stages.shown(Path.cwd()):
            training.train(Path.cwd(), wanted)
    except training.TrainingFailed as failure:
        raise Refused(f"模型没有训练成：{failure}") from failure
    if before is not None:
        found = deployment.compare(before, wanted)
        if found.worse and not options.accept_worse:
            refused = wanted.with_name(wanted.name.removesuffix(model_file.SUFFIX) + ".refused")
            wanted.replace(refused)
            raise Refused(
                f"新模型比在用的差：没见过的 {found.phrases} 句话，认对的从 {found.before:.1%} 降到 {found.after:.1%}。"
                f"新模型留在 {refused}；确实要用，加 --accept-worse 重新训练"
            )
        print(f"没见过的 {found.phrases} 句话，认对 {found.before:.1%} → {found.after:.1%}", flush=True)
    removed = model_file.keep_newest(settings.model_folder)
    print(f"训练好了：{wanted}，用时 {time.perf_counter() - started:.0f} 秒，清理旧模型 {removed} 个", flush=True)
    return 0
