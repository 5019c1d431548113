"""The figures of charts in words."""

from collections.abc import Iterator

from emoji_labeler.domain.chart import BarChart, Chart, LineChart, NumberForm, Reading


def written(value: float | None, form: NumberForm = NumberForm.NUMBER) -> str:
    """Return a figure as people read it: a percentage, a whole number, or three digits."""
    if value is None:
        return "–"
    if form is NumberForm.SHARE:
        digits = 0 if abs(value) >= 0.1 or not value else 1
        return f"{100 * value:.{digits}f}%"
    if form is NumberForm.WHOLE or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def said(reading: Reading, form: NumberForm = NumberForm.NUMBER) -> str:
    """Return a figure with its interval in brackets, if it has one."""
    value, low, high = reading
    if low is None or high is None:
        return written(value, form)
    return f"{written(value, form)} [{written(low, form)}, {written(high, form)}]"


def chart_sentences(chart: Chart) -> Iterator[str]:
    """Yield what a person who cannot see the picture would want to hear, a line each."""
    if isinstance(chart, LineChart):
        for series in chart.series:
            known = [point for point in series.points if point.y is not None]
            if known:
                yield f"{series.name}: {said(Reading(*known[-1][1:]), chart.y_axis.form)}"
    elif isinstance(chart, BarChart):
        for bar in chart.bars:
            form = chart.value_axis.form
            yield f"{bar.name}: {', '.join(said(one, form) for one in bar.readings)}"
    else:
        for dot in chart.dots:
            x, y = said(dot.x, chart.x_axis.form), said(dot.y, chart.y_axis.form)
            yield f"{dot.name}: {x}, {y}"
