"""The command `assistant`: every command has its help in Chinese; what is wrong is said in one line, with the mend."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main, measuring
from bot.cli import parser as of_the_service
from policies_kb.console import ask
from policies_kb.console.main import main as knowledge
from policies_kb.console.main import parser as of_the_book
from policies_kb.terminal import failure, running

ROOT = Path(__file__).parents[2]
SERVICE = tuple(of_the_service("assistant")[1].choices)
BOOK = tuple(of_the_book()[1].choices)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]


def ended(run: Callable[[], int]) -> int:
    """The exit status, by whichever way argparse or the command gives it."""
    try:
        return run()
    except SystemExit as end:
        return int(end.code or 0)


def test_the_overview_names_every_command_in_chinese(capsys: Capture) -> None:
    assert ended(lambda: main(["--help"])) == 0
    listed = dict(re.findall(r"^    (\w+)\s+(\S.*)$", capsys.readouterr().out, re.MULTILINE))
    assert set(listed) == {*SERVICE, *BOOK, *measuring.SUMMARIES}
    assert [name for name, told in listed.items() if not CHINESE.search(told)] == []


def test_no_name_is_taken_twice() -> None:
    assert not set(SERVICE) & set(BOOK)
    assert not {*SERVICE, *BOOK} & set(measuring.SUMMARIES)


@pytest.mark.parametrize("name", [*SERVICE, *BOOK])
def test_each_command_has_help_in_chinese(name: str, capsys: Capture) -> None:
    assert ended(lambda: main([name, "--help"])) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"用法：assistant {name} ")
    options = re.split(r"\n(?=  \S)", said.split("\n选项:\n")[1])
    assert [option for option in options if not CHINESE.search(option)] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["sreve"], "没有“sreve”这个命令。是不是 serve？"),
        (["relese"], "没有“relese”这个命令。是不是 release？"),
        (["evall", "run"], "没有“evall”这个命令。是不是 eval？"),
        (["启动"], "没有“启动”这个命令。全部命令见 assistant --help"),
        (["bench", "serch"], "没有“serch”这个命令。是不是 search？"),
        (["off"], "还缺少 --reason。"),
        (["ask"], "还缺少"),
        (["serve", "--port", "eighty"], "--port：'eighty' 的写法不对。"),
        (["serve", "--workers", "0"], "--workers：写 1 到"),
        (["staff", "promote"], "没有 'promote' 这一项，只有 'invite', 'reset'"),
        (["release", "--reviewer"], "--reviewer：后面要写一个值。"),
        (["status", "now"], "不认得 now。"),
    ],
)
def test_wrong_usage_is_one_line_with_the_mend(typed: list[str], said: str, capsys: Capture) -> None:
    assert ended(lambda: main(typed)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert "--help" in err


def test_an_unknown_command_of_the_knowledge_base_alone(capsys: Capture) -> None:
    assert knowledge(["chek"]) == 2
    assert "是不是 check？全部命令见 python -m policies_kb --help" in capsys.readouterr().err


def test_the_knowledge_base_answers_under_both_names(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("关于申报职称的通知\n\n一、请于10月10日前申报。\n", encoding="utf-8")
    assert main(["read", str(file)]) == knowledge(["read", str(file)]) == 0
    said = capsys.readouterr().out
    assert said[: len(said) // 2] == said[len(said) // 2 :]
    assert "请于10月10日前申报" in said


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes.txt").write_text("这不是数据库。" * 100, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "typed", "said"),
    [
        ({"ZC_PORT": "eighty"}, ["status"], "ZC_PORT"),
        ({"ZC_STORE_URL": "sqlite:///notes.txt"}, ["purge"], "数据库用不了"),
        ({}, ["serve"], "make train"),
        ({}, ["restore", "none.zip"], "none.zip"),
        ({}, ["eval"], "程序文件夹"),
        ({}, ["bench", "eligibility"], "程序文件夹"),
    ],
)
def test_a_failure_is_one_line(
    environment: dict[str, str],
    typed: list[str],
    said: str,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(typed) == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_what_nobody_foresaw_is_one_line_and_keeps_its_traceback(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def broken(*_: Any) -> Any:
        raise KeyError("years\nand more")

    monkeypatch.setattr(ask, "serving_base", broken)
    assert main(["ask", "轮台 电话"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("错误：没有做成（KeyError：")
    assert err.count("\n") == 1
    kept = elsewhere / failure.TRACEBACK
    assert "in broken" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_benchmarks_are_those_of_the_makefile() -> None:
    rules = re.findall(
        r"^bench-(\w+):.*\n\t@\$\(ASSISTANT\) bench (\w+)", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    assert rules
    assert [(rule, name) for rule, name in rules if rule != name or name not in measuring.BENCHES] == []
    for module, _ in measuring.BENCHES.values():
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_each_benchmark_tells_its_options_in_chinese() -> None:
    """No benchmark has a parser of its own, and no option an English help: read from the source, for speed."""
    for name, (module, _) in measuring.BENCHES.items():
        path = ROOT / module.replace(".", "/")
        file = path.with_suffix(".py") if path.with_suffix(".py").is_file() else path / "__main__.py"
        tree = ast.parse(file.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        made = [call for call in calls if ast.unparse(call.func) == "bench_parser"]
        assert [ast.literal_eval(call.args[0]) for call in made] == [name], file
        for call in calls:
            if isinstance(call.func, ast.Attribute) and call.func.attr == "add_argument":
                told = next((ast.unparse(word.value) for word in call.keywords if word.arg == "help"), "")
                assert CHINESE.search(told), f"{file}: {ast.unparse(call)}"


def test_evaluation_runs_as_a_module_and_its_status_comes_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["eval", "judge", str(tmp_path / "none")]) == 1
    assert main(["eval", "--help"]) == 0


def test_with_debug_the_traceback_is_shown_before_the_line(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv(failure.WANTED, "")  # set by the command, and put back afterwards
    assert main(["--debug", "restore", "none.zip"]) == 1
    shown = capsys.readouterr().err.splitlines()
    assert shown[0].startswith("Traceback")
    assert shown[-1].startswith("错误：")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("raise KeyError('years')", 1, "错误：没有做成（KeyError：'years'）。经过写在"),
        ("import no_such_package", 1, "错误：缺少程序包 no_such_package，先运行 make setup-dev"),
        ("open('none.yml')", 1, "错误：没有这个文件：none.yml"),
        ("raise SystemExit(3)", 3, ""),
        ("raise KeyboardInterrupt", 130, ""),
    ],
)
def test_what_measures_fails_in_one_line(
    body: str, status: int, said: str, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (elsewhere / "measures_nothing.py").write_text(body + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(elsewhere))
    monkeypatch.setattr(sys, "argv", ["running", "measures_nothing"])
    assert ended(running.main) == status
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert err.count("\n") == bool(said)


def test_the_installed_command_is_this_one() -> None:
    started = subprocess.run(
        [sys.executable, "-m", "bot", "bench"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert started.stdout.startswith("用法：python -m bot bench")
    assert 'assistant = "bot.cli:main"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
