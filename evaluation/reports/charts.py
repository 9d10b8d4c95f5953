"""The charts of the reports. Each returns a `Chart`; every series is drawn under its name (`data-series`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .drawing import BAD, FAINT, GAP, GOOD, GRID, INK, MIDDLE, NAMED, SERIES, VARIABLE, WIDTH, plot, svg, wide

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW = 0.26  # inches of a bar
SHADED = 0.62  # the darkest cell, so that its number stays readable on it
FAR = 20.0  # times the median
POINTS = 160  # of a curve at most
Point = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """``legend``: what is drawn, with the page's name for its colour."""

    title: str
    drawn: str
    note: str = ""
    legend: tuple[tuple[str, str], ...] = ()


def bars(
    title: str,
    rows: Mapping[str, float],
    *,
    limit: Mapping[str, float] | None = None,
    form: str = "{:.3g}",
    note: str = "",
) -> Chart:
    """One bar a row with its number; ``limit``: the most that a row should have, a line across it."""
    limits = limit or {}
    axes = plot(ROW * len(rows) + 0.1, left=_room(rows), right=0.8, below=0.3)
    most = max([*rows.values(), *limits.values(), 0.0]) or 1.0
    for at, (name, value) in enumerate(rows.items()):
        over = name in limits and value > limits[name]
        axes.barh(at, value, 0.62, color=BAD if over else SERIES[0], gid=NAMED + name)
        axes.text(value + most * 0.012, at, form.format(value), va="center", ha="left")
        if name in limits:
            axes.plot([limits[name]] * 2, [at - 0.42, at + 0.42], color=INK, linewidth=1.4)
    axes.set_xlim(0, most * 1.02)
    _rows(axes, rows)
    legend = (("量到的", VARIABLE[SERIES[0]]), ("超过上限", VARIABLE[BAD]), ("上限", VARIABLE[INK])) if limits else ()
    return Chart(title, svg(axes, title), note, legend)


def shares(title: str, rows: Mapping[str, tuple[int, int, int]], note: str = "") -> Chart:
    """Of each row how many were right, lacked something, misled; as shares of the row."""
    axes = plot(ROW * len(rows) + 0.1, left=_room(rows), right=0.7, below=0.35)
    for at, (name, counts) in enumerate(rows.items()):
        before, total = 0.0, sum(counts) or 1
        for count, colour, kind in zip(counts, (GOOD, MIDDLE, BAD), ("right", "fault", "wrong"), strict=True):
            axes.barh(at, count / total, 0.66, left=before, color=colour, gid=f"{NAMED}{name} {kind}")
            before += count / total
        axes.text(1.012, at, f"{counts[0]}/{total}", va="center", ha="left")
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    _rows(axes, rows)
    legend = (("对", VARIABLE[GOOD]), ("有欠缺", VARIABLE[MIDDLE]), ("会误导", VARIABLE[BAD]))
    return Chart(title, svg(axes, title), note, legend)


def matrix(
    title: str,
    rows: Sequence[str],
    columns: Sequence[str],
    shade: Sequence[Sequence[float | None]],
    written: Sequence[Sequence[str]],
    note: str = "",
) -> Chart:
    """A table of cells: ``shade`` from 0 to 1, None for no cell; ``written`` in each."""
    left = min(_room(rows), WIDTH * 0.42)
    below = min(max(map(wide, columns), default=0.2), 2.4) + 0.2
    cell = min((WIDTH - left - 0.15) / max(len(columns), 1), 1.1)
    axes = plot(max(ROW, min(cell, 0.34)) * len(rows), left=left, right=WIDTH - left - cell * len(columns), below=below)
    for at, row in enumerate(rows):
        for across, column in enumerate(columns):
            value = shade[at][across]
            if value is None:
                continue
            box = axes.barh(at, 1, 1, left=across, color=SERIES[0], gid=f"{NAMED}{row} → {column}")
            box[0].set_alpha(SHADED * value)
            axes.text(across + 0.5, at, written[at][across], va="center", ha="center", fontsize=min(9, cell * 20))
    axes.set_xlim(0, len(columns))
    axes.set_xticks([number + 0.5 for number in range(len(columns))], columns, rotation=90)
    _rows(axes, rows)
    axes.grid(False)
    return Chart(title, svg(axes, title), note)


def reliability(title: str, points: Sequence[tuple[float, float, int]], note: str = "") -> Chart:
    """How often something held that was said with a probability: (said, held, number) of each bin."""
    axes = plot(3.6, left=0.65, right=WIDTH - 0.65 - 4.6)
    most = max((count for *_, count in points), default=1)
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, dashes=(4, 3))
    axes.plot([p[0] for p in points], [p[1] for p in points], color=SERIES[0], linewidth=1.6, gid=NAMED + "reliability")
    for said, held, count in points:
        axes.scatter([said], [held], s=14 + 150 * count / most, color=SERIES[0], gid=f"{NAMED}{said:.2f}")
        axes.annotate(str(count), (said, held), (9, -10), textcoords="offset points", color=INK)
    _fractions(axes, "说的把握", "其中对的")
    legend = (("量到的（点越大，句子越多）", VARIABLE[SERIES[0]]), ("说几成就对几成", VARIABLE[FAINT]))
    return Chart(title, svg(axes, title), note, legend)


def lines(
    title: str,
    series: Mapping[str, Sequence[Point]],
    *,
    across: str = "",
    up: str = "",
    limit: float | None = None,
    ticks: Mapping[float, str] | None = None,
    share: bool = False,
    log: bool = False,
    note: str = "",
) -> Chart:
    """Some curves over one scale, at most as many as there are colours; ``ticks``: names of places on it; ``log``: each
    step upwards is a multiple."""
    named = ticks or {}
    below = 0.5 if not named else min(max(map(wide, named.values())), 1.9) + 0.3
    axes = plot(2.5, left=0.75, below=below)
    for (name, points), colour in zip(series.items(), SERIES, strict=False):
        marked = "o" if len(points) <= 30 else ""
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        axes.plot(xs, ys, color=colour, linewidth=1.6, marker=marked, markersize=3.5, gid=NAMED + name)
    if limit is not None:
        axes.axhline(limit, color=BAD, linewidth=1, dashes=(4, 3))
    if named:
        axes.set_xticks(list(named), list(named.values()), rotation=90)
    axes.grid(True, axis="y")
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    if share:
        heights = [y for points in series.values() for _, y in points] or [0.0]
        room = max((max(heights) - min(heights)) * 0.1, 0.005)  # a flat curve has no scale of its own
        axes.set_ylim(max(min(heights) - room, -0.003), max(heights) + room)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:.1%}")
    elif log:
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.yaxis.set_minor_formatter(lambda *_: "")
    elif all(y >= 0 for points in series.values() for _, y in points):
        axes.set_ylim(bottom=0)
    legend = tuple((name, VARIABLE[colour]) for name, colour in zip(series, SERIES, strict=False))
    return Chart(title, svg(axes, title), note, legend + ((("上限", VARIABLE[BAD]),) if limit is not None else ()))


def percentiles(
    title: str, series: Mapping[str, Sequence[float]], *, limit: float | None = None, unit: str = "毫秒", note: str = ""
) -> Chart:
    """Of each series, the value that so many of a hundred do not exceed; drawn from all its values. Where the longest
    is far above the rest, the scale is one of multiples."""
    drawn = {name: curve(values) for name, values in series.items() if values}
    far = any(points[-1][1] > FAR * points[len(points) // 2][1] > 0 for points in drawn.values())
    return lines(
        title,
        drawn,
        log=far and all(points[0][1] > 0 for points in drawn.values()),
        across="百分之几的不超过",
        up=unit,
        limit=limit,
        note=note,
    )


def curve(values: Sequence[float]) -> list[Point]:
    """Share in per cent → value, at no more places than can be seen."""
    ordered = sorted(values)
    last = max(len(ordered) - 1, 1)
    steps = min(len(ordered), POINTS)
    places = sorted({round(number * (len(ordered) - 1) / max(steps - 1, 1)) for number in range(steps)})
    return [(place / last * 100, ordered[place]) for place in places]


def spans(title: str, rows: Mapping[str, tuple[float, float | None, bool]], note: str = "") -> Chart:
    """Of each row how many seconds it lasted, how many more until all was well (None: never), and whether it was
    borne."""
    axes = plot(ROW * len(rows) + 0.1, left=min(_room(rows), WIDTH * 0.5), right=0.95, below=0.5)
    longest = max((lasts + (after or 0.0) for lasts, after, _ in rows.values()), default=1.0) or 1.0
    for at, (name, (lasts, after, well)) in enumerate(rows.items()):
        colour = GOOD if well else BAD
        axes.barh(at, lasts, 0.6, color=FAINT, gid=f"{NAMED}{name} lasts")
        end = lasts + after if after is not None else longest
        axes.barh(at, end - lasts, 0.6, left=lasts, color=colour, gid=f"{NAMED}{name} after")
        told = f"{after:.1f} 秒" if after is not None else "没有恢复"
        axes.text(end + longest * 0.012, at, f"{'✓' if well else '✗'} {told}", va="center", ha="left")
    axes.set_xlim(0, longest * 1.02)
    axes.set_xlabel("秒")
    _rows(axes, rows)
    legend = (("故障持续", VARIABLE[FAINT]), ("恢复用时，合格", VARIABLE[GOOD]), ("恢复用时，不合格", VARIABLE[BAD]))
    return Chart(title, svg(axes, title), note, legend)


def spread(title: str, series: Mapping[str, Sequence[float]], cuts: Mapping[str, float], note: str = "") -> Chart:
    """How values are spread, in fifty steps as shares of each series; ``cuts``: lines with a name."""
    axes = plot(2.4, left=0.75, above=0.15 * (len(cuts) + 1))
    every = [value for values in (*series.values(), cuts.values()) for value in values]
    span = (min(every), max(every))
    legend = []
    for (name, values), colour in zip(series.items(), SERIES, strict=False):
        weights = [1 / len(values)] * len(values)
        drawn = axes.hist(values, bins=50, range=span, weights=weights, color=colour, alpha=0.55, histtype="stepfilled")
        drawn[2][0].set_gid(NAMED + name)  # type: ignore[index,union-attr]
        legend.append((name, VARIABLE[colour]))
    for number, (name, value) in enumerate(cuts.items()):
        axes.axvline(value, color=INK, linewidth=1, dashes=(4, 3), gid=NAMED + name)
        axes.annotate(
            name,
            (value, 1),
            (3, 2 + 10 * number),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
        )
    axes.grid(True, axis="y")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.1%}")
    axes.set_xlim(*span)
    return Chart(title, svg(axes, title), note, tuple(legend))


def _room(names: Sequence[str] | Mapping[str, object]) -> float:
    return max(map(wide, names), default=0.3) + 2 * GAP


def _rows(axes: Axes, names: Sequence[str] | Mapping[str, object]) -> None:
    """The rows' names, the first on top."""
    axes.set_yticks(range(len(names)), list(names))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(length=0)
    axes.grid(True, axis="x", color=GRID)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _fractions(axes: Axes, across: str, up: str) -> None:
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.03)
    axes.grid(True)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
