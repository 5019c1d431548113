"""Drawing lines with bands."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from emoji_labeler.charts.colours import DASHES
from emoji_labeler.charts.page import LegendEntry, Page
from emoji_labeler.charts.plane import lay_plane
from emoji_labeler.domain.chart import (
    ChartPlace,
    LineChart,
    LinePoint,
    LineSeries,
    Reading,
)
from emoji_labeler.domain.chart_words import decimals_of_chart, said, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINTS_WITH_DOTS = 40
_MOST_PLACES = 2_000


def draw_lines(chart: LineChart, page: Page) -> Iterator[ChartPlace]:
    """Draw the chart; yield where its points are."""
    looks = [_look(one, place, page=page) for place, one in enumerate(chart.series)]
    if len(chart.series) > 1:
        named = zip(chart.series, looks, strict=True)
        page.name_series([look for one, look in named if one.has_entry])
    page.name_axes(x_name=chart.x_axis.name, y_name=chart.y_axis.name)
    points = [point for one in chart.series for point in one.points if point.y is not None]
    if not points:
        page.say_empty(chart.when_empty)
        return
    axes = lay_plane(
        page,
        x_axis=chart.x_axis,
        y_axis=chart.y_axis,
        xs=(point.x for point in points),
        ys=(value for point in points for value in point[1:]),
        is_tight=True,
    )
    step, decimals = len(points) // _MOST_PLACES + 1, decimals_of_chart(chart)
    for one, look in zip(chart.series, looks, strict=True):
        _draw_series(one, look, axes=axes)
        for point in one.points[::step]:
            if point.y is not None:
                place = page.pixels_of(axes, point.x, point.y)
                yield ChartPlace(
                    *place, f"{one.name}\n{_words(chart, point, decimals=decimals)}".strip()
                )


def _words(chart: LineChart, point: LinePoint, *, decimals: int) -> str:
    x, *reading = point
    named = dict(chart.x_axis.ticks).get(x)
    at = named or f"{chart.x_axis.name} {written(x, chart.x_axis.form)}".strip()
    return f"{at}: {said(Reading(*reading), chart.y_axis.form, decimals=decimals)}"


def _look(series: LineSeries, place: int, *, page: Page) -> LegendEntry:
    colour = place if series.colour is None else series.colour
    again = colour // len(page.colours.series)
    return LegendEntry(
        name=series.name,
        colour=page.colours.of_series(colour),
        dashes=DASHES[(again + series.is_dashed) % len(DASHES)],
    )


def _draw_series(series: LineSeries, look: LegendEntry, *, axes: "Axes") -> None:
    if not series.points:
        return
    xs = [point.x for point in series.points]
    ys, lows, highs = (
        [_known(value) for value in column]
        for column in zip(
            *((point.y, point.low, point.high) for point in series.points), strict=True
        )
    )
    axes.fill_between(xs, lows, highs, color=look.colour, alpha=0.14, linewidth=0, zorder=1)
    axes.plot(
        xs,
        ys,
        color=look.colour,
        linestyle=look.dashes,
        linewidth=2,
        marker="o" if len(xs) <= _POINTS_WITH_DOTS else "",
        markersize=4.5,
        markeredgewidth=0,
        solid_joinstyle="round",
        clip_on=False,
        zorder=2,
    )


def _known(value: float | None) -> float:
    """Return a value, or not a number, where matplotlib leaves a gap."""
    return math.nan if value is None else value
