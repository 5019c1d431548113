"""Two axes of numbers on a page."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from emoji_labeler.charts.page import Page
from emoji_labeler.charts.scale import scale_of
from emoji_labeler.domain.chart import ChartAxis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_Y_TICK, _X_TICK = 44.0, 76.0


def lay_plane(
    page: Page,
    *,
    x_axis: ChartAxis,
    y_axis: ChartAxis,
    xs: Iterable[float | None],
    ys: Iterable[float | None],
    is_tight: bool = False,
) -> "Axes":
    """Return axes that hold the values; ``is_tight`` ends the x axis where they end."""
    page.make_room_below()
    y = scale_of(y_axis, ys, room=page.bottom - page.top, tick_room=_Y_TICK)
    page.make_room_beside(y.words)
    x = scale_of(x_axis, xs, room=page.right - page.left, tick_room=_X_TICK, is_tight=is_tight)
    axes = page.axes(x=x, y=y)
    page.rule(axes, (place for place, _ in y.ticks), is_upright=False)
    if not is_tight:
        page.rule(axes, (place for place, _ in x.ticks), is_upright=True)
    page.write_ticks_beside(axes, y)
    page.write_ticks_below(axes, x)
    return axes
