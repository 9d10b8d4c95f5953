"""Cycles are left alone while everything is loaded, and looked for again from then on."""

from __future__ import annotations

import gc

from bot.runtime.memory import hold_off, settle


def test_the_collector_rests_until_what_is_loaded_is_set_aside() -> None:
    try:
        hold_off()
        assert not gc.isenabled()
        settle()
        assert gc.isenabled() and gc.get_freeze_count() > 0
    finally:
        gc.enable()
        gc.unfreeze()
