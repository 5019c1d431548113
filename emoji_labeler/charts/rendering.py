"""From a chart to its picture: pixels, PNG, or SVG, the same bytes for the same chart.

One picture is drawn at a time, because matplotlib keeps its settings for the whole process.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from emoji_labeler.charts.bars import draw_bars
from emoji_labeler.charts.dots import draw_dots
from emoji_labeler.charts.lines import draw_lines
from emoji_labeler.charts.page import Page
from emoji_labeler.charts.type_setting import settle_folders
from emoji_labeler.domain.chart import (
    BarChart,
    Chart,
    ChartLook,
    ChartPicture,
    ChartPlace,
    LineChart,
)

_SVG_PICTURE_SCALE = 3
_DRAWING = Lock()
_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "emoji-labeler",
    "svg.fonttype": "path",
    "text.parse_math": False,
    # Letters stand where the font wants them, as in the window, and not on whole pixels.
    "text.hinting": "none",
    "axes.unicode_minus": True,
    "path.simplify": True,
}


def render_pixels(chart: Chart, *, look: ChartLook, scale: float = 1.0) -> ChartPicture:
    """Return the chart as pixels, ``scale`` of them for a device-independent one."""
    with _drawn(chart, look=look, scale=scale) as (page, places):
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        canvas = FigureCanvasAgg(page.figure)
        canvas.draw()
        width, height = canvas.get_width_height()
        pixels = bytes(canvas.buffer_rgba())
        return ChartPicture(width=width, height=height, pixels=pixels, places=places)


def render_png(chart: Chart, *, look: ChartLook, scale: float = 2.0) -> bytes:
    """Return the chart as a PNG file."""
    from PIL import Image

    picture = render_pixels(chart, look=look, scale=scale)
    file = io.BytesIO()
    size = (picture.width, picture.height)
    Image.frombytes("RGBA", size, picture.pixels).save(file, "PNG", optimize=True)
    return file.getvalue()


def render_svg(chart: Chart, *, look: ChartLook) -> str:
    """Return the chart as SVG text; its letters are outlines, so that it needs no font."""
    with _drawn(chart, look=look, scale=_SVG_PICTURE_SCALE) as (page, _places):
        from matplotlib.backends.backend_svg import FigureCanvasSVG

        file = io.StringIO()
        FigureCanvasSVG(page.figure).print_svg(
            file,
            metadata={"Date": None, "Creator": None, "Title": page.types.legible(chart.title)},
        )
    # A point of the figure is a pixel of ours.
    return re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2px"', file.getvalue(), count=2)


@contextmanager
def _drawn(
    chart: Chart, *, look: ChartLook, scale: float
) -> Iterator[tuple[Page, tuple[ChartPlace, ...]]]:
    """Give the page with the chart on it, in settings that nobody else's file has changed."""
    settle_folders()
    with _DRAWING:
        import matplotlib as mpl

        with mpl.rc_context({**mpl.rcParamsDefault, **_SETTINGS}):
            page = Page(chart.title, look=look, scale=scale)
            yield page, tuple(_draw(chart, page))


def _draw(chart: Chart, page: Page) -> Iterator[ChartPlace]:
    if isinstance(chart, LineChart):
        return draw_lines(chart, page)
    if isinstance(chart, BarChart):
        return draw_bars(chart, page)
    return draw_dots(chart, page)
