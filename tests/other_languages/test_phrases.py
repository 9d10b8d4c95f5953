"""What nobody has reviewed is not said, and a file that cannot be used says in Chinese what to mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.languages import PhrasesInvalid, read_phrases
from actions.languages.phrases import SHIPPED, shipped
from bot.cli import main
from bot.gateway.languages import phrases_of
from bot.gateway.settings import SettingInvalid, Settings
from policies_kb.languages import LANGUAGES
from policies_kb.languages.letters import is_arabic

from .conftest import Write

STATIC = Path(__file__).parents[2] / "bot" / "pages" / "static"
Table = dict[str, Any]


def test_the_shipped_phrases_are_whole_off_and_reviewed_by_nobody() -> None:
    assert set(shipped().languages) == set(LANGUAGES)
    assert shipped().on == ()
    for wording in shipped().languages.values():
        assert wording.must_review
        assert (wording.reviewed_by, wording.reviewed_on) == ("", None)


def test_nothing_is_set_nothing_is_on(write: Write) -> None:
    assert Settings.from_environment({}).languages is None
    assert phrases_of(Settings()) is None
    phrases = phrases_of(Settings.from_environment({"ZC_LANGUAGES": str(write())}))
    assert phrases is not None
    assert phrases.on == tuple(sorted(LANGUAGES))


def test_a_language_alone_is_switched_on(write: Write) -> None:
    def only_english(table: Table) -> None:
        for tag, wording in table.items():
            wording["open"] = tag == "en"

    phrases = read_phrases(write(only_english))
    assert phrases.on == ("en",)
    assert phrases.of("ug") is None


def _says(name: str, phrase: str) -> Callable[[Table], object]:
    return lambda table: table["ug"]["says"].update({name: phrase})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda table: table["ug"].update(reviewed_by=" "), "languages.ug 不对.*还没有审校.*由谁审校.*reviewed_by"),
        (lambda table: table["ug"].update(reviewed_on=""), "还没有审校"),
        (lambda table: table["ug"].update(reviewed_on="去年"), "languages.ug.reviewed_on 不对"),
        (lambda table: table["ug"].update(open="也许"), "languages.ug.open 不对：写 yes 或 no"),
        (_says("phone", "{where}"), "phone 里的花括号应当正好是：{phone}、{where}"),
        (_says("fixed", "{phone}"), "fixed 里的花括号应当正好是：没有花括号"),
        (_says("silent", "{matter"), "silent 的花括号不成对"),
        (_says("fixed", ""), "languages.ug.says.fixed 不对：不能是空的"),
        (lambda table: table["ug"]["says"].pop("silent"), "languages.ug.says.silent 不对：缺这一项"),
        (lambda table: table["ug"]["matters"].pop("fee"), "matters 要写全"),
        (lambda table: table.update(tlh=table["en"]), "没有 tlh 这种语言"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_mend(
    write: Write, change: Callable[[Table], object], told: str
) -> None:
    path = write(change)
    with pytest.raises(PhrasesInvalid, match=told):
        read_phrases(path)
    with pytest.raises(SettingInvalid, match=f"ZC_LANGUAGES：.*{path.name}"):
        phrases_of(Settings(languages=path))


@pytest.mark.parametrize("written", ["", "languages: [", "- 一", "languages: {}\nother: 1"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "phrases.yml"
    with pytest.raises(PhrasesInvalid, match="打不开"):
        read_phrases(path)
    path.write_text(written, encoding="utf-8")
    with pytest.raises(PhrasesInvalid, match=r"phrases\.yml"):
        read_phrases(path)


def test_the_command_line_says_who_has_reviewed(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["languages"]) == 0
    assert capsys.readouterr().out.count("未经审校") == len(LANGUAGES)
    assert main(["languages", str(write())]) == 0
    assert capsys.readouterr().out.count("2026-01-01 测试用审校") == len(LANGUAGES)
    assert main(["languages", str(write(lambda table: table["en"].update(reviewed_by="")))]) == 1
    assert "还没有审校" in capsys.readouterr().err


@pytest.mark.parametrize("sheet", ["site.css", "chat/chat.css"])
def test_the_font_is_asked_for_by_every_letter_of_the_phrases(sheet: str) -> None:
    ranges = re.search(r"unicode-range: ([^;]+);", (STATIC / sheet).read_text(encoding="utf-8"))
    assert ranges is not None
    spans = [tuple(int(end, 16) for end in span.split("-")) for span in re.findall(r"U\+([0-9A-F-]+)", ranges[1])]
    letters = {sign for sign in SHIPPED.read_text(encoding="utf-8") if is_arabic(sign) or sign in "،؛؟"}
    assert len(letters) > 25
    assert all(any(first <= ord(sign) <= last for first, last in spans) for sign in letters)
    assert not any(first <= ord("中") <= last or first <= ord("a") <= last for first, last in spans)
