"""Drawing bars, side by side or one below the other, with whiskers and pictures."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from emoji_labeler.charts.page import LegendEntry, Page
from emoji_labeler.charts.scale import Scale, scale_of
from emoji_labeler.charts.type_setting import SMALL_PX
from emoji_labeler.domain.chart import BarChart, ChartPlace, Reading, has_figures
from emoji_labeler.domain.chart_words import decimals_of_chart, said, written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHARE_OF_SLOT = 0.68
_SHARE_OF_NAMES = 0.4
_PICTURE, _GAP = 22.0, 6.0
_LEAST_WRITTEN = 12.0
_Y_TICK, _X_TICK = 44.0, 76.0


def draw_bars(chart: BarChart, page: Page) -> Iterator[ChartPlace]:
    """Draw the chart; yield where the ends of its bars are."""
    if len(chart.groups) > 1:
        colours = map(page.colours.of_series, range(len(chart.groups)))
        page.name_series(
            [
                LegendEntry(name=name, colour=colour)
                for name, colour in zip(chart.groups, colours, strict=True)
            ]
        )
    if not has_figures(chart):
        page.say_empty(chart.when_empty)
        return
    axes = _lay_across(chart, page) if chart.is_horizontal else _lay_upright(chart, page)
    thick, digits = _SHARE_OF_SLOT / len(chart.groups), decimals_of_chart(chart)
    for group, name in enumerate(chart.groups):
        offset = (group - (len(chart.groups) - 1) / 2) * thick
        colour = page.colours.of_series(group)
        for place, bar in enumerate(chart.bars):
            reading = bar.readings[group]
            if reading.value is None:
                continue
            at = place + offset
            draw = axes.barh if chart.is_horizontal else axes.bar
            draw(at, reading.value, 0.94 * thick, color=colour, linewidth=0, zorder=1)
            x, y = _draw_end(chart, reading, at=at, thick=thick, axes=axes, page=page)
            said_there = said(reading, chart.value_axis.form, decimals=digits)
            words = f"{bar.name}\n{name}: {said_there}" if name else f"{bar.name}: {said_there}"
            yield ChartPlace(x, y, words)


def _lay_upright(chart: BarChart, page: Page) -> "Axes":
    """Return axes for bars side by side, their pictures and, where there is room, names below."""
    page.name_axes(x_name="", y_name=chart.value_axis.name)
    picture_room = _PICTURE + _GAP if any(bar.pictures for bar in chart.bars) else 0.0
    slot = (page.right - page.left - 40) / len(chart.bars)
    widest = max(page.types.width(bar.name, pixels=SMALL_PX) for bar in chart.bars)
    has_names = not picture_room or widest <= slot - 4
    page.bottom -= picture_room + (20 if has_names else 0)
    y = _value_scale(chart, room=page.bottom - page.top, tick_room=_Y_TICK)
    page.make_room_beside(y.words)
    axes = page.axes(x=_slots(chart), y=y)
    page.rule(axes, (place for place, _ in y.ticks), is_upright=False)
    page.write_ticks_beside(axes, y)
    slot = (page.right - page.left) / len(chart.bars)
    for place, bar in enumerate(chart.bars):
        x, _ = page.pixels_of(axes, place, y.least)
        side = min(_PICTURE, slot)
        if bar.pictures:
            page.put_picture(bar.pictures[0], x=x, y=page.bottom + _GAP + side / 2, side=side)
        if has_names:
            name = page.types.cut(bar.name, room=slot - 4, pixels=SMALL_PX)
            page.write_softly(name, x=x, y=page.bottom + picture_room + 12, align="center")
    return axes


def _lay_across(chart: BarChart, page: Page) -> "Axes":
    """Return axes for bars one below the other, their names and pictures on the left."""
    page.name_axes(x_name=chart.value_axis.name, y_name="")
    page.make_room_below()
    picture_room = max(len(bar.pictures) for bar in chart.bars) * (_PICTURE + _GAP)
    room = (page.right - page.left) * _SHARE_OF_NAMES - picture_room
    names = [page.types.cut(bar.name, room=room) for bar in chart.bars]
    page.left += max(map(page.types.width, names)) + picture_room + _GAP
    digits = decimals_of_chart(chart)
    page.right -= _GAP + max(
        page.types.width(
            written(reading.value, chart.value_axis.form, decimals=digits), pixels=SMALL_PX
        )
        for bar in chart.bars
        for reading in bar.readings
    )
    x = _value_scale(chart, room=page.right - page.left, tick_room=_X_TICK)
    axes = page.axes(x=x, y=_slots(chart))
    axes.invert_yaxis()
    page.rule(axes, (place for place, _ in x.ticks), is_upright=True)
    page.write_ticks_below(axes, x)
    slot = (page.bottom - page.top) / len(chart.bars)
    for place, (bar, name) in enumerate(zip(chart.bars, names, strict=True)):
        _, y = page.pixels_of(axes, x.least, place)
        if slot >= _LEAST_WRITTEN:
            page.write(name, x=page.left - picture_room - _GAP, y=y, align="right")
        for number, path in enumerate(reversed(bar.pictures)):
            middle = page.left - _GAP - _PICTURE / 2 - number * (_PICTURE + _GAP)
            page.put_picture(path, x=middle, y=y, side=min(_PICTURE, slot))
    return axes


def _draw_end(
    chart: BarChart, reading: Reading, *, at: float, thick: float, axes: "Axes", page: Page
) -> tuple[float, float]:
    """Draw the whisker of a bar, and its figure behind it where there is room; return its end."""
    value, low, high = reading.value or 0.0, reading.low, reading.high
    if low is not None and high is not None:
        draw = axes.hlines if chart.is_horizontal else axes.vlines
        # The edge in the colour of the ground keeps it apart from the bar in both themes.
        draw(at, low, high, color=page.colours.ground, linewidth=3.4, alpha=0.6, zorder=2)
        draw(at, low, high, color=page.colours.text, linewidth=1.3, zorder=3)
    if not chart.is_horizontal:
        return page.pixels_of(axes, at, value)
    outer, y = page.pixels_of(axes, max(value, value if high is None else high), at)
    if (page.bottom - page.top) / len(chart.bars) * thick >= _LEAST_WRITTEN:
        digits = decimals_of_chart(chart)
        words = written(reading.value, chart.value_axis.form, decimals=digits)
        page.write_softly(words, x=outer + _GAP, y=y)
    return page.pixels_of(axes, value, at)


def _value_scale(chart: BarChart, *, room: float, tick_room: float) -> Scale:
    """Return the scale of the values; bars begin at zero, so it is on it."""
    values = [value for bar in chart.bars for reading in bar.readings for value in reading]
    return scale_of(chart.value_axis, [0.0, *values], room=room, tick_room=tick_room)


def _slots(chart: BarChart) -> Scale:
    return Scale(least=-0.5, most=len(chart.bars) - 0.5, ticks=())
