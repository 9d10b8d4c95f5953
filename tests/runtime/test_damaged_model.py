"""A model that cannot be read does not end the service while an older one can."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from bot.cli import Refused, serve
from bot.gateway.settings import Settings
from bot.runtime.conversation import Conversation


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(store_url=f"sqlite:///{tmp_path / 'talk.db'}", switch_file=tmp_path / "off")


def load_toy(model: Path, store_url: str, switch_file: Path) -> Conversation:
    return loading(model, store_url, "toy_actions", switch_file)


loading = Conversation.load


async def test_an_older_model_serves_instead(
    toy_model: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Conversation, "load", load_toy)
    damaged, older = tmp_path / "new.tar.gz", tmp_path / "old.tar.gz"
    shutil.copy(toy_model, older)
    damaged.write_bytes(toy_model.read_bytes()[:1000])
    os.utime(older, (1, 1))
    conversation = serve._load(damaged, settings)
    assert (await conversation.say("a", "我在轮台"))[0].custom["place"] == "轮台"
    await conversation.close()


def test_without_a_model_that_can_be_read_the_mend_is_named(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "new.tar.gz"
    damaged.write_bytes(b"nothing")
    with pytest.raises(Refused, match="train --force"):
        serve._load(damaged, settings)
