"""A figure of matplotlib as SVG that stands in a page: its colours are the page's, its text stays text.

matplotlib knows no colour that changes with the reader's light or dark screen. So it is given numbers for colours
(`INK`, `SERIES`, …), which become the page's own afterwards. Letters are left to the browser, which has a Chinese font
where this machine may have none; room for labels is therefore reckoned here and not by matplotlib.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import warnings
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, FAINT, GRID = "#000001", "#000002", "#000003"
GOOD, MIDDLE, BAD = "#000004", "#000005", "#000006"
SERIES: Final = tuple(f"#00001{number}" for number in range(1, 9))
VARIABLE: Final = {INK: "ink", FAINT: "faint", GRID: "grid", GOOD: "good", MIDDLE: "middle", BAD: "bad"} | {
    colour: f"series-{number}" for number, colour in enumerate(SERIES, 1)
}
WIDTH: Final = 7.6  # inches
POINTS: Final = 72.0  # an inch
SIZE: Final = 9.0  # points of a letter
WIDE, NARROW = 1.0, 0.58  # of the size of a letter
GAP: Final = 0.12  # inches between a label and what it names
NAMED: Final = "series:"  # before the name of what was drawn, where an id would stand
COLOUR = re.compile(r"#0000[01]\d")
REFERENCE = re.compile(r"#([\w-]+)")
SETTINGS: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "font.size": SIZE,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": FAINT,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
}


def wide(text: str) -> float:
    """Inches that a label takes in a browser."""
    signs = (WIDE if unicodedata.east_asian_width(sign) in "WF" else NARROW for sign in text)
    return sum(signs) * SIZE / POINTS


def plot(height: float, *, left: float = 0.6, right: float = 0.2, below: float = 0.5, above: float = 0.15) -> Axes:
    """Empty axes of so many inches, between margins of so many."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams.update(SETTINGS)  # for what is drawn later, too; nothing else in a process draws
    whole = height + below + above
    box = (left / WIDTH, below / whole, 1 - (left + right) / WIDTH, height / whole)
    return Figure(figsize=(WIDTH, whole)).add_axes(box)


def svg(axes: Axes, title: str) -> str:
    """The figure of some axes, as an element for an HTML page."""
    figure = axes.figure
    return _in_page(_saved(figure, title), title)  # type: ignore[arg-type]


def _saved(figure: Figure, title: str) -> bytes:
    import matplotlib

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    out = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": title}), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of letters that only the browser has to have
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return out.getvalue()


def _in_page(saved: bytes, title: str) -> str:
    """Without what holds for a file of its own only: namespaces, metadata, sizes, ids, styles of the whole page."""
    root = etree.fromstring(saved, etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        element.tag = etree.QName(element).localname
        for name, value in list(element.attrib.items()):
            bare = etree.QName(name).localname
            if bare != name:
                del element.attrib[name]
            element.set(bare, COLOUR.sub(lambda found: f"var(--{VARIABLE[found[0]]})", str(value)))
    wanted = set(REFERENCE.findall(etree.tostring(root, encoding="unicode")))
    for element in root.iter():
        name = str(element.attrib.pop("id", ""))
        if name.startswith(NAMED):
            element.set("data-series", name.removeprefix(NAMED))
        elif name in wanted:
            element.set("id", name)
    for element in [*root.iter("metadata"), *root.iter("style")]:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    etree.cleanup_namespaces(root)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, "")
    root.set("role", "img")
    root.set("aria-label", title)
    return etree.tostring(root, encoding="unicode", method="html")
