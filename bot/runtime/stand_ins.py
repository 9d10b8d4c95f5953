"""Lets Rasa start without the third-party packages that this assistant has no use for.

Rasa imports every channel, broker, store and TensorFlow component when it starts, used or not. For each
package of `NEEDED_BY` that is *not installed*, the modules that need it are importable as stand-ins: any
name in them is a class, and making an instance of one raises `NotInstalled`. Where a package is installed
nothing changes, so installing TensorFlow brings DIET back. The components of `NOT_NAMED` have stand-ins while
config.yml names none of them: they alone make a process that only answers load sklearn, which costs a fifth of its
memory and of its start. Those of `NEVER_USED` have them always.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

NEEDED_BY: dict[str, tuple[str, ...]] = {
    "tensorflow": (
        "rasa.core.policies.ted_policy",
        "rasa.core.policies.unexpected_intent_policy",
        "rasa.nlu.classifiers.diet_classifier",
        "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
        "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
        "rasa.nlu.selectors.response_selector",
        "rasa.utils.tensorflow.callback",
        "rasa.utils.tensorflow.data_generator",
        "rasa.utils.tensorflow.model_data",
    ),
    "aiogram": ("rasa.core.channels.telegram",),
    "cryptography": ("rasa.core.channels.botframework",),
    "fbmessenger": ("rasa.core.channels.facebook",),
    "google.auth": ("rasa.core.channels.hangouts",),
    "slack_sdk": ("rasa.core.channels.slack",),
    "socketio": ("rasa.core.channels.socketio",),
    "twilio": ("rasa.core.channels.twilio", "rasa.core.channels.twilio_voice"),
    "webexteamssdk": ("rasa.core.channels.webexteams",),
    # Rasa's base modules import these drivers themselves, so the drivers are what is stood in for.
    "aio_pika": ("aio_pika", "aio_pika.exceptions", "rasa.core.brokers.pika"),
    "aiormq": ("aiormq", "aiormq.exceptions"),
    "boto3": ("boto3", "boto3.dynamodb", "boto3.dynamodb.conditions"),
    "botocore": ("botocore", "botocore.exceptions"),
    "pymongo": ("pymongo", "pymongo.collection", "pymongo.errors"),
}


# Components of Rasa, and where they stand, that load sklearn by being imported.
NOT_NAMED = {
    "LogisticRegressionClassifier": "rasa.nlu.classifiers.logistic_regression_classifier",
    "CountVectorsFeaturizer": "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer",
}
# Loads matplotlib, where the reports' package is there, for plots of `rasa test` that this assistant never draws.
NEVER_USED = ("rasa.utils.plotting",)
CONFIG = Path("config.yml")


class NotInstalled(RuntimeError):
    """A part of Rasa was used whose third-party package is not installed."""


def _refuse(self: object, *_: Any, **__: Any) -> NoReturn:
    kind = type(self)
    raise NotInstalled(
        f"{kind.__module__}.{kind.__name__} stands in: its package is not installed, or config.yml does not name it"
    )


class StandIn(ModuleType):
    """A module in which every public name is a class that refuses to be instantiated."""

    __path__: list[str] = []  # noqa: RUF012  as ModuleType declares it
    CONNECTION_EXCEPTIONS: tuple[type[Exception], ...] = ()  # Rasa unpacks aiormq.exceptions' tuple of them

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        namespace = {
            "__module__": self.__name__,
            "__init__": _refuse,
            "name": classmethod(lambda cls: cls.__name__),  # Rasa lists its channels by `name()`
        }
        # A subclass of Exception, because Rasa names some of these in `except` clauses.
        made = type(name, (Exception,), namespace)
        setattr(self, name, made)
        return made


class _StandInFinder(MetaPathFinder, Loader):
    def __init__(self, modules: frozenset[str]) -> None:
        self.modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, is_package=True) if fullname in self.modules else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: names are made when they are asked for."""


def _installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:  # the parent of a dotted name is absent
        return False


def _not_named() -> list[str]:
    config = CONFIG.read_text(encoding="utf-8") if CONFIG.is_file() else ""
    return [module for component, module in NOT_NAMED.items() if component not in config]


def install() -> tuple[str, ...]:
    """Puts the stand-ins in place, once; returns the packages that are not installed."""
    for finder in sys.meta_path:
        if isinstance(finder, _StandInFinder):
            return tuple(p for p, modules in NEEDED_BY.items() if finder.modules.issuperset(modules))
    absent = tuple(package for package in NEEDED_BY if not _installed(package))
    modules = frozenset(module for package in absent for module in NEEDED_BY[package]).union(_not_named(), NEVER_USED)
    sys.meta_path.insert(0, _StandInFinder(modules))
    return absent
