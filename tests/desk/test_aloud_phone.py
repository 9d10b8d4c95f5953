"""Whoever is passed on hears the number, in however few words."""

from __future__ import annotations

import pytest

from actions.wording.aloud import LONGEST, with_phone

PHONE = "0996-0000000"


@pytest.mark.parametrize(
    ("said", "phones", "read_out"),
    [
        ("通知没有写。", (), "通知没有写。"),
        (f"通知没有写。请打咨询电话 {PHONE}（某某）问。", (PHONE,), f"通知没有写。请打咨询电话 {PHONE}（某某）问。"),
        (f"通知没有写，{'又' * 30}。", (PHONE,), f"通知没有写，{'又' * 30}。请打{PHONE}。"),
    ],
)
def test_the_number_is_read_out_with_a_silence(said: str, phones: tuple[str, ...], read_out: str) -> None:
    assert with_phone(said, phones) == read_out


def test_a_long_silence_is_read_out_with_its_number_all_the_same() -> None:
    assert with_phone("没" * (LONGEST - 1) + "。", (PHONE,)).endswith(f"。请打{PHONE}。")
