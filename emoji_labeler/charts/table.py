"""The figures of a chart as a table."""

from collections.abc import Iterator

from emoji_labeler.domain.chart import BarChart, Chart, ChartAxis, LineChart

Cell = str | float | None


def chart_rows(chart: Chart) -> Iterator[tuple[Cell, ...]]:
    """Yield the head of the table, and then its rows; None where there is no figure."""
    if isinstance(chart, LineChart):
        yield ("series", chart.x_axis.name or "x", chart.y_axis.name or "value", "low", "high")
        for series in chart.series:
            for point in series.points:
                yield (series.name, _x_cell(point.x, chart.x_axis), *point[1:])
    elif isinstance(chart, BarChart):
        yield ("name", "group", chart.value_axis.name or "value", "low", "high")
        for bar in chart.bars:
            for group, reading in zip(chart.groups, bar.readings, strict=True):
                yield (bar.name, group, *reading)
    else:
        x, y = chart.x_axis.name or "x", chart.y_axis.name or "y"
        yield ("name", x, f"{x} low", f"{x} high", y, f"{y} low", f"{y} high")
        for dot in chart.dots:
            yield (dot.name, *dot.x, *dot.y)


def _x_cell(value: float, axis: ChartAxis) -> Cell:
    return dict(axis.ticks).get(value) or value
