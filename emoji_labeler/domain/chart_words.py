"""The figures of charts in words."""

from collections.abc import Iterable, Iterator
from math import floor, log10

from emoji_labeler.domain.chart import BarChart, Chart, LineChart, NumberForm, Reading

_DIGITS = 3
_MOST_DECIMALS = 6


def decimals_of(values: Iterable[float | None], form: NumberForm = NumberForm.NUMBER) -> int:
    """Return how many decimals tell all figures of a chart apart, so that all can have as many.

    The largest has three digits and the smallest one, less the zeros that all would end in.
    """
    known = [abs(value) for value in values if value]
    if form is NumberForm.WHOLE or not known:
        return 0
    if form is NumberForm.SHARE:
        return int(min(known) < 0.1)
    wanted = max(_DIGITS - 1 - floor(log10(max(known))), -floor(log10(min(known))))
    decimals = min(max(0, wanted), _MOST_DECIMALS)
    written_out = [f"{value:.{decimals}f}" for value in known]
    while decimals and all(one.endswith("0") for one in written_out):
        decimals -= 1
        written_out = [one[:-1] for one in written_out]
    return decimals


def written(
    value: float | None, form: NumberForm = NumberForm.NUMBER, *, decimals: int | None = None
) -> str:
    """Return a figure as people read it: a percentage, a whole number, or one with decimals.

    Without ``decimals`` it has those that it needs alone.
    """
    if value is None:
        return "–"
    digits = decimals_of((value,), form) if decimals is None else decimals
    if form is NumberForm.SHARE:
        return f"{100 * value:.{digits}f}%"
    # A little less than nothing is nothing.
    return f"{round(value, digits) + 0.0:,.{digits}f}"


def said(
    reading: Reading, form: NumberForm = NumberForm.NUMBER, *, decimals: int | None = None
) -> str:
    """Return a figure with its interval in brackets, if it has one."""
    value, low, high = reading
    digits = decimals_of((value,), form) if decimals is None else decimals
    if low is None or high is None:
        return written(value, form, decimals=digits)
    ends = (written(end, form, decimals=digits) for end in (low, high))
    return f"{written(value, form, decimals=digits)} [{', '.join(ends)}]"


def decimals_of_chart(chart: BarChart | LineChart) -> int:
    """Return how many decimals the figures of a chart have."""
    if isinstance(chart, LineChart):
        values = [point.y for series in chart.series for point in series.points]
        return decimals_of(values, chart.y_axis.form)
    values = [reading.value for bar in chart.bars for reading in bar.readings]
    return decimals_of(values, chart.value_axis.form)


def chart_sentences(chart: Chart) -> Iterator[str]:
    """Yield what a person who cannot see the picture would want to hear, a line each."""
    if isinstance(chart, LineChart):
        digits, form = decimals_of_chart(chart), chart.y_axis.form
        for series in chart.series:
            known = [point for point in series.points if point.y is not None]
            if known:
                yield f"{series.name}: {said(Reading(*known[-1][1:]), form, decimals=digits)}"
    elif isinstance(chart, BarChart):
        digits, form = decimals_of_chart(chart), chart.value_axis.form
        for bar in chart.bars:
            figures = (said(one, form, decimals=digits) for one in bar.readings)
            yield f"{bar.name}: {', '.join(figures)}"
    else:
        for dot in chart.dots:
            x, y = said(dot.x, chart.x_axis.form), said(dot.y, chart.y_axis.form)
            yield f"{dot.name}: {x}, {y}"
