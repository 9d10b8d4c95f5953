"""Every attack of the tables fails: on signing in, on the session, on uploads, on the forms of the desk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from .attacking import Attack, World

HERE = Path(__file__).parent
KINDS = ("sign_in", "session", "upload", "forms")
LEAST = 40
SECURITY = HERE.parents[2] / "docs" / "安全.md"


def attacks(kind: str) -> list[Attack]:
    lines = yaml.safe_load((HERE / f"{kind}.yml").read_text(encoding="utf-8"))
    renamed = (
        {{"as": "as_", "json": "json_"}.get(name, name): value for name, value in line.items()} for line in lines
    )
    return [Attack(**line) for line in renamed]


def test_there_are_as_many_as_the_page_on_security_says() -> None:
    each = {kind: len(attacks(kind)) for kind in KINDS}
    names = [attack.name for kind in KINDS for attack in attacks(kind)]
    assert len(names) == len(set(names)) >= LEAST
    told = re.search(r"(\d+) 种攻击", SECURITY.read_text(encoding="utf-8"))
    assert told and int(told[1]) == sum(each.values())


@pytest.mark.parametrize("kind", ["sign_in", "session", "forms"])
async def test_an_attack_changes_nothing(world: World, kind: str) -> None:
    for attack in attacks(kind):
        await world.run(attack)
        if kind == "sign_in" and attack.location != "/desk/":
            assert not await world.is_in(), attack.name


async def test_a_hostile_file_is_refused_or_read_as_plain_words(world: World) -> None:
    for attack in attacks("upload"):
        before = world.count()
        await world.run(attack)
        if attack.answered == [303] and not attack.location:
            said = await world.reads(attack, world.count())
            assert "root:" not in said and ("请" in said or attack.becomes != "refused"), f"{attack.name}: {said}"
        else:
            assert world.count() == before, attack.name


async def test_what_is_exported_is_no_formula(world: World) -> None:
    """A name in the record that a spreadsheet would run stays a word."""
    admin = next(one for one in world.staff.everybody() if one.name == "admin")
    world.staff.note(admin, "upload_notice", "=cmd|' /C calc'!A0.txt")
    await world.run(
        Attack(name="formula", why="CSV injection", sends="GET /desk/record.csv", as_="admin", answered=[200])
    )
    assert world.said and "'=cmd|" in world.said and not re.search(r'(^|[,"])=cmd', world.said, re.MULTILINE)
