"""One report as one HTML file: no script, nothing fetched, for a light or a dark screen, and for paper."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import jinja2

from policies_kb.terminal import failure

from .charts import Chart
from .history import HistoryUnreadable

NUMBER = re.compile(r"[≤≥+-]? ?\d")
TEMPLATE = Path(__file__).with_name("page.html.j2")


@dataclass(frozen=True)
class Table:
    """Cells are text; columns of numbers stand to the right. ``folded``: opened by whoever wants it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    folded: bool = False

    def counts(self, column: int) -> bool:
        """Whether a column holds numbers, with or without a unit."""
        cells = [row[column] for row in self.rows if row[column]]
        return bool(cells) and all(NUMBER.match(cell) for cell in cells)


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
    except Exception as error:  # what took an hour to measure goes on without its page
        print("报告页没有写：", end="", file=sys.stderr)
        failure.tell(error)
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(f"报告页：{path}", file=sys.stderr)
    return True
