"""The list of keys, the chart and the manual say the same."""

from __future__ import annotations

from pathlib import Path

from bot.desk.calls.keys import keys

from .conftest import Client, sign_in

MANUAL = Path(__file__).parents[2] / "docs" / "怎样接电话.md"


async def test_the_chart_and_the_console_show_every_key(client: Client, staff: object) -> None:
    await sign_in(client, "clerk")
    chart = await (await client.get("/desk/keys")).text()
    console = await (await client.get("/desk/calls")).text()
    for part in keys():
        for one in part.keys:
            assert one.key in chart and one.does in chart and one.key in console and one.does in console, one


def test_the_manual_has_every_key() -> None:
    table = MANUAL.read_text(encoding="utf-8").split("## 一页速查")[1]
    for part in keys():
        for one in part.keys:
            assert f"| {one.key} | {one.does} |" in table, one
