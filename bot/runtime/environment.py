"""Process-wide settings that must stand before Rasa or numpy is imported."""

from __future__ import annotations

import logging
import os
import warnings

SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",  # on by default, and it crashes with current sentry-sdk
    "OPENBLAS_NUM_THREADS": "1",  # a second thread makes fitting slower as soon as a core is shared
    "OMP_NUM_THREADS": "1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
# Warnings that Rasa's own code causes on every start, whatever the project does.
NO_NEWS = ("pkg_resources is deprecated", "Slot auto-fill has been removed")


def prepare() -> None:
    """Sets the environment (what the operator has set wins) and puts the stand-ins in place."""
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    for category in (DeprecationWarning, FutureWarning):
        warnings.filterwarnings("ignore", category=category)
    for message in NO_NEWS:
        warnings.filterwarnings("ignore", message=message)
    from bot.runtime import stand_ins

    stand_ins.install()


def quiet_logs(level: int = logging.WARNING) -> None:
    """Sends log lines of `level` and above to stderr; structlog, which Rasa uses, follows the same level."""
    import structlog

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))
