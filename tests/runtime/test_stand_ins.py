"""Stand-ins match modules that Rasa has, and refuse to be used."""

from __future__ import annotations

import importlib
import importlib.metadata
import subprocess
import sys

import pytest

from bot.runtime import stand_ins

ABSENT = stand_ins.install()


def test_installing_twice_adds_one_finder() -> None:
    before = len(sys.meta_path)
    assert stand_ins.install() == ABSENT
    assert len(sys.meta_path) == before


STOOD_IN = [
    *stand_ins.NOT_NAMED.values(),
    *stand_ins.NEVER_USED,
    *(module for modules in stand_ins.NEEDED_BY.values() for module in modules),
]


@pytest.mark.parametrize("module", [module for module in STOOD_IN if module.startswith("rasa.")])
def test_each_module_exists_in_rasa(module: str) -> None:
    files = {str(path) for path in importlib.metadata.files("rasa") or ()}
    assert module.replace(".", "/") + ".py" in files


@pytest.mark.parametrize("package", ABSENT)
def test_a_stand_in_refuses_to_be_used(package: str) -> None:
    for name in stand_ins.NEEDED_BY[package]:
        module = importlib.import_module(name)
        assert isinstance(module, stand_ins.StandIn)
        with pytest.raises(stand_ins.NotInstalled, match="not installed"):
            module.Anything("argument")
        with pytest.raises(AttributeError):
            getattr(module, "__anything__")  # noqa: B009  a dunder name as the import system asks for it


def test_a_process_that_answers_does_not_load_sklearn() -> None:
    code = "from bot.runtime import environment; environment.prepare(); import bot.runtime.conversation, sys; "
    code += "import rasa.engine.recipes.default_components, actions.answer; print('sklearn' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split()[-1] == "False"


def test_what_is_installed_is_left_alone() -> None:
    installed = set(stand_ins.NEEDED_BY) - set(ABSENT)
    for package in installed:
        assert not isinstance(importlib.import_module(package), stand_ins.StandIn)
    assert not isinstance(importlib.import_module("rasa.core.policies.rule_policy"), stand_ins.StandIn)
