"""Drawing named dots with whiskers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from emoji_labeler.charts.page import Page
from emoji_labeler.charts.plane import lay_plane
from emoji_labeler.charts.type_setting import SMALL_PX
from emoji_labeler.domain.chart import ChartPlace, Dot, ScatterChart
from emoji_labeler.domain.chart_words import said

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_dots(chart: ScatterChart, page: Page) -> Iterator[ChartPlace]:
    """Draw the chart, a name beside every dot; yield where the dots are."""
    page.name_axes(x_name=chart.x_axis.name, y_name=chart.y_axis.name)
    dots = [dot for dot in chart.dots if dot.x.value is not None and dot.y.value is not None]
    if not dots:
        page.say_empty(chart.when_empty)
        return
    axes = lay_plane(
        page,
        x_axis=chart.x_axis,
        y_axis=chart.y_axis,
        xs=(value for dot in dots for value in dot.x),
        ys=(value for dot in dots for value in dot.y),
    )
    for place, dot in enumerate(dots):
        colour = page.colours.of_series(place if dot.colour is None else dot.colour)
        x, y = _draw_dot(dot, axes=axes, colour=colour, page=page)
        _write_name(dot.name, x=x, y=y, page=page)
        yield ChartPlace(x, y, _words(chart, dot))


def _draw_dot(dot: Dot, *, axes: "Axes", colour: str, page: Page) -> tuple[float, float]:
    """Draw a dot with its whiskers; return its place in pixels."""
    x, y = dot.x.value or 0.0, dot.y.value or 0.0
    if dot.x.low is not None and dot.x.high is not None:
        axes.hlines(y, dot.x.low, dot.x.high, color=colour, linewidth=1.4, alpha=0.6)
    if dot.y.low is not None and dot.y.high is not None:
        axes.vlines(x, dot.y.low, dot.y.high, color=colour, linewidth=1.4, alpha=0.6)
    axes.plot([x], [y], "o", color=colour, markersize=9, clip_on=False, zorder=3)
    return page.pixels_of(axes, x, y)


def _write_name(name: str, *, x: float, y: float, page: Page) -> None:
    """Write a name to the right of its dot, or to the left where there is more room."""
    is_right = x < (page.left + page.right) / 2
    room = (page.right - x if is_right else x - page.left) - 10
    page.write_softly(
        page.types.cut(name, room=room, pixels=SMALL_PX),
        x=x + 9 if is_right else x - 9,
        y=y - 10,
        align="left" if is_right else "right",
    )


def _words(chart: ScatterChart, dot: Dot) -> str:
    x, y = chart.x_axis, chart.y_axis
    return f"{dot.name}\n{x.name}: {said(dot.x, x.form)}\n{y.name}: {said(dot.y, y.form)}"
