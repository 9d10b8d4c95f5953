"""The units of systemd and the compose file, as far as they can be judged where neither runs."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.gateway.settings import Settings
from bot.runtime.database_limits import DatabaseLimits

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
MANUAL = (DEPLOY.parent / "docs" / "怎样部署.md").read_text(encoding="utf-8")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "RestrictSUIDSGID": "yes",
    "UMask": "0077",
}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here: NOT tested")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_unit(unit: Path, tmp_path: Path) -> None:
    """Only the program's place is changed: it is not installed there on this machine."""
    for each in UNITS:
        text = each.read_text(encoding="utf-8").replace("/opt/zc/.venv/bin/assistant", "/bin/true")
        (tmp_path / each.name).write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_may_do_no_more_than_it_must(unit: Path) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(unit.read_text(encoding="utf-8"))
    assert {name: read["Service"].get(name) for name in HARDENED} == HARDENED
    assert read["Service"]["User"] == "zc"


def test_whatever_compose_sets_is_in_the_manual_and_nothing_secret_stands_in_it() -> None:
    text = (DEPLOY / "compose.yml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]
    assert set(services) == {"postgres", "redis", "assistant"}
    for variable in set(re.findall(r"\bZC_\w+", text)):
        assert f"`{variable}`" in MANUAL, variable
    for name, service in services.items():
        assert service["env_file"] == ["secrets.env"], name
        assert not any("PASSWORD" in each or "SECRET" in each for each in service.get("environment", {})), name
    assert all(port.startswith("127.0.0.1:") for port in services["assistant"]["ports"]), "only a proxy reaches it"
    assert "ports" not in services["postgres"] | services["redis"], "nobody outside reaches them"
    assert services["assistant"]["depends_on"].keys() == {"postgres", "redis"}
    assert services["assistant"]["read_only"] and services["assistant"]["cap_drop"] == ["ALL"]


def test_the_database_of_compose_has_connections_for_every_worker() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))["services"]
    workers = int(services["assistant"]["environment"]["ZC_WORKERS"])
    given = int(re.search(r"max_connections=(\d+)", " ".join(services["postgres"]["command"]))[1])  # type: ignore[index]
    limits = DatabaseLimits()
    book = 10  # policies_kb.releases.database.lasting
    assert given >= workers * (limits.pool + limits.overflow + book) + 10
    assert workers <= 32 and Settings().workers == 1
