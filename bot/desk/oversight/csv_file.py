"""Tables as CSV files that a spreadsheet opens as they are: in Chinese, and nothing in them runs.

A cell that begins like a formula is read as one by spreadsheets, with all that formulas may do (OWASP, CSV Injection).
The full-width signs count, too: localised spreadsheets take them for the plain ones.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from aiohttp import hdrs, web

from policies_kb.today import today

FORMULA = frozenset("=+-@\t\r\n|%")
HARMLESS = "'"  # what a spreadsheet takes for the mark of a text
MARK = "\ufeff"  # by which Excel knows UTF-8


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> web.Response:
    """The table as a download; ``name`` without its ending."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    disposition = f'attachment; filename="{name}-{today().isoformat()}.csv"'
    return web.Response(
        text=MARK + written.getvalue(),
        content_type="text/csv",
        charset="utf-8",
        headers={hdrs.CONTENT_DISPOSITION: disposition},
    )


def cell(value: object) -> str:
    """A value as it is written: numbers as they are, a text that begins like a formula after an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = str(value).replace("\0", "")
    begun = unicodedata.normalize("NFKC", text.lstrip(" \u3000\ufeff")[:1])
    return HARMLESS + text if text[:1] in FORMULA or begun in FORMULA else text
