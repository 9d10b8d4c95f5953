"""One report as one HTML file: no script, nothing fetched, for a light or a dark screen, and for paper."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import jinja2

from .charts import Chart
from .history import HistoryUnreadable

TEMPLATE = Path(__file__).with_name("page.html.j2")


@dataclass(frozen=True)
class Table:
    """Cells are text; numbers stand to the right. ``folded``: opened by whoever wants it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    folded: bool = False


@dataclass(frozen=True)
class Replies:
    """Cases to be read one by one: a heading, what was asked, what came, what was found in it."""

    title: str
    cases: Sequence[tuple[str, Sequence[str], str, Sequence[str]]]


Part = Table | Chart | Replies


@dataclass(frozen=True)
class Page:
    """``lead``: what a reader should know first, a sentence each. ``command``: how to repeat it."""

    title: str
    command: str
    parts: Sequence[Part]
    lead: Sequence[str] = ()
    code: str = ""
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


def render(page: Page) -> str:
    """The whole file."""
    loader = jinja2.FileSystemLoader(TEMPLATE.parent)
    made = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made.get_template(TEMPLATE.name).render(page=page, kind=lambda part: type(part).__name__)


def publish(make: Callable[[], Page], path: Path) -> bool:
    """Writes the page that ``make`` makes and says where, on stderr: figures may be read from stdout by a program.

    What is wrong with the page is one line and no more, for the figures have been told by then; whether it was written.
    """
    try:
        text = render(make())
    except ModuleNotFoundError as error:
        print(f"报告页没有写：缺少 {error.name}，先运行 make setup-dev", file=sys.stderr)
        return False
    except HistoryUnreadable as error:
        print(f"报告页没有写：{error}", file=sys.stderr)
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"报告页：{path}", file=sys.stderr)
    return True
