"""A database of releases, and notices small enough to read at a glance. Their texts mean nothing to releases."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from policies_kb.loading import NoticeSource, Problem
from policies_kb.loading.source import write_folder
from policies_kb.releases import import_folder, submit

Notices = Mapping[str, Mapping[str, str]]
Release = Callable[[Notices], list[str]]


def as_sources(notices: Notices) -> dict[str, NoticeSource]:
    return {name: NoticeSource(name, dict(files)) for name, files in notices.items()}


def gate(sources: Mapping[str, NoticeSource]) -> list[Problem]:
    """Refuses a file for each line that says 错."""
    return [
        Problem(f"{source.id}/{name}", number, "", "写着“错”", "删掉这一行")
        for source in sources.values()
        for name, text in source.files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if "错" in line
    ]


def notice(text: str, record: str = "a: 1\n") -> dict[str, str]:
    return {"record.yml": record, "text.txt": text}


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'var' / 'kb.sqlite'}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notices"


@pytest.fixture
def in_review(url: str, tmp_path: Path) -> Release:
    """Imports notices as 张三 and submits them; returns their ids."""

    def submitted(notices: Notices) -> list[str]:
        place = tmp_path / "drafts"
        write_folder(as_sources(notices), place, over=True)
        made = import_folder(url, place, "张三").drafts
        for notice_id in made:
            submit(url, notice_id, "张三")
        return list(made)

    return submitted


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """The result of each, or the exception that it raised."""
    results: list[object] = [None] * len(tasks)
    ready = threading.Barrier(len(tasks))

    def run(place: int, task: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[place] = task()
        except Exception as error:
            results[place] = error

    threads = [threading.Thread(target=run, args=(place, task)) for place, task in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
