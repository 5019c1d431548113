"""Charting: a chart as pixels for a screen, or as a file.

Every function here takes a tenth of a second or so, and the first one more: call them beside the
window.
"""

from pathlib import Path

from emoji_labeler.charts.rendering import render_pixels, render_png, render_svg
from emoji_labeler.charts.table import chart_rows
from emoji_labeler.domain.chart import Chart, ChartLook, ChartPicture
from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.exporters.delimited import table_bytes
from emoji_labeler.exporters.replacing import replacing
from emoji_labeler.wording import tr

PNG_SCALE = 2.0


def chart_picture(chart: Chart, *, look: ChartLook, scale: float) -> ChartPicture:
    """Return the chart as pixels, ``scale`` of them for a device-independent one."""
    return render_pixels(chart, look=look, scale=scale)


def chart_svg(chart: Chart, *, look: ChartLook) -> str:
    """Return the chart as SVG text, the same for the same chart, to be put into a page."""
    return render_svg(chart, look=look)


def export_chart(chart: Chart, path: Path, *, look: ChartLook) -> None:
    """Write the chart as PNG, SVG or, its figures alone, as CSV: the ending of the name tells.

    Raises WrongUseError for other endings and OutputError where the file cannot be written.
    """
    ending = path.suffix.casefold()
    if ending == ".png":
        data = render_png(chart, look=look, scale=PNG_SCALE)
    elif ending == ".svg":
        data = render_svg(chart, look=look).encode()
    elif ending == ".csv":
        data = table_bytes(chart_rows(chart))
    else:
        raise WrongUseError(
            tr("{name} was not written.", name=path.name),
            why=tr("A chart is written as PNG, SVG or CSV."),
            remedy=tr("Give the file a name that ends in .png, .svg or .csv."),
        )
    with replacing([path]) as [file]:
        file.write(data)
