"""What the READMEs and manuals name is there: make targets, commands, options' commands, modules, files, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.cli import measuring
from bot.cli import parser as of_the_service
from policies_kb.console.main import parser as of_the_book

ROOT = Path(__file__).parents[2]
READMES = (ROOT / "README.md", ROOT / "README.zh.md")
MANUALS = tuple(sorted((ROOT / "docs").glob("*.md")))
PAGES = (*READMES, ROOT / "evaluation" / "README.md", *MANUALS)
SERVICE, BOOK = set(of_the_service("assistant")[1].choices), set(of_the_book()[1].choices)
COMMANDS = {"assistant": SERVICE | BOOK | set(measuring.SUMMARIES), "bot": SERVICE | BOOK, "policies_kb": BOOK}
CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
MAKE = re.compile(r"\bmake ((?:[A-Z_]+=\S+ )*)([a-z][a-z-]*)")
MODULE = re.compile(r"python -m ([a-z_]+(?:\.[a-z_]+)*)(?: ([a-z-]+))?")
ASSISTANT = re.compile(r"(?:^|\.venv/bin/)assistant ([a-z]+)", re.MULTILINE)
SHORT = re.compile(r"(?<!\w)kb ([a-z]+)")  # what a page calls `python -m policies_kb`
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
FILE = re.compile(
    r"^(?:bot|actions|policies_kb|data|web|evaluation|benchmarks|scripts|tests|deploy|docs)/[\w./*\u4e00-\u9fff-]*$"
)
named = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code(page: Path) -> Iterator[str]:
    """What stands in the page as code."""
    for block, inline in CODE.findall(page.read_text(encoding="utf-8")):
        yield block or inline


def targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {name for line in re.findall(r"^([a-z][a-z -]*):(?!=)", text, re.MULTILINE) for name in line.split()}


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_something_is_checked() -> None:
    everything = "\n".join(text for page in PAGES for text in code(page))
    for pattern in (MAKE, MODULE, ASSISTANT, SHORT):
        assert pattern.search(everything), pattern.pattern
    assert {"run", "test"} <= targets()


@named
def test_each_make_target_exists(page: Path) -> None:
    wanted = {name for text in code(page) for _, name in MAKE.findall(text)}
    assert wanted - targets() == set()


@named
def test_each_module_and_each_command_exists(page: Path) -> None:
    missing = []
    for text in code(page):
        for module, word in MODULE.findall(text):
            ours = (ROOT / module.split(".")[0]).is_dir()
            if ours and not is_module(module):
                missing.append(module)
            if word and word not in COMMANDS.get(module, {word}):
                missing.append(f"{module} {word}")
        missing += [f"assistant {word}" for word in ASSISTANT.findall(text) if word not in COMMANDS["assistant"]]
        missing += [f"kb {word}" for word in SHORT.findall(text) if word not in BOOK]
    assert missing == []


@named
def test_each_module_is_run_as_it_works_without_an_activated_environment(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    bare = re.findall(r"(?<![/\w])python -m ([a-z_]+)", text)
    assert [module for module in bare if (ROOT / module).is_dir()] == []


@named
def test_each_link_leads_somewhere(page: Path) -> None:
    links = [unquote(link) for link in LINK.findall(page.read_text(encoding="utf-8"))]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [*READMES, ROOT / "docs" / "contributing.md"], ids=lambda page: page.name)
def test_each_file_that_is_named_exists(page: Path) -> None:
    files = {word for text in code(page) for word in text.split() if FILE.match(word)}
    files = {name for name in files if "NNNN" not in name}  # the number of the next migration
    assert files
    assert [name for name in sorted(files) if not any(ROOT.glob(name.rstrip("/")))] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_a_readme_links_every_manual_and_the_decisions(readme: Path) -> None:
    linked = {(readme.parent / unquote(link)).resolve() for link in LINK.findall(readme.read_text(encoding="utf-8"))}
    assert {*MANUALS, ROOT / "docs" / "decisions", ROOT / "evaluation" / "README.md"} - linked == set()


def test_the_two_readmes_say_the_same() -> None:
    """The same sections, doors, folders, figures and commands, in the same order."""
    english, chinese = (page.read_text(encoding="utf-8") for page in READMES)
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    for rows in zip(_rows(english), _rows(chinese), strict=True):
        commands = [re.findall(r"`([^`]+)`", row) for row in rows]
        assert commands[0] == commands[1], rows
        english_figures, chinese_figures = (sorted(set(re.findall(r"\d+\.\d+", row))) for row in rows)
        assert english_figures == chinese_figures, rows


def test_each_top_folder_has_its_line() -> None:
    own = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    kept = {name for name in own if any(ROOT.glob(f"{name}/*.*")) or any(ROOT.glob(f"{name}/*/*.*"))}
    ignored = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    text = READMES[0].read_text(encoding="utf-8")
    assert [name for name in sorted(kept - ignored) if f"`{name}/`" not in text] == []


def test_each_figure_has_a_command() -> None:
    text = READMES[0].read_text(encoding="utf-8")
    figures = text.split("| what | reached | command |")[1].split("\n\n")[0].splitlines()[2:]
    assert figures
    assert [row for row in figures if not re.search(r"`(?:make |\.venv/bin/python -m )[^`]+` \|$", row)] == []


def _rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| ")]
