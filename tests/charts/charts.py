"""Charts of every kind, with everything in them that may be there."""

from pathlib import Path

from emoji_labeler import resources
from emoji_labeler.domain.chart import (
    Bar,
    BarChart,
    Chart,
    ChartAxis,
    Dot,
    LineChart,
    LinePoint,
    LineSeries,
    NumberForm,
    Reading,
    ScatterChart,
)

SHARE = ChartAxis(name="agreement", form=NumberForm.SHARE, least=0, most=1)


def picture(label: str) -> Path:
    return resources.emoji_pack_folder() / f"{label}.png"


LINES = LineChart(
    title="Agreement by epochs",
    series=(
        LineSeries(
            name="existing",
            points=(LinePoint(1, 0.67, 0.57, 0.75), LinePoint(3, None), LinePoint(9, 0.89)),
        ),
        LineSeries(
            name="一致",
            is_dashed=True,
            colour=0,
            points=(LinePoint(1, 0.31, 0.2, 0.4), LinePoint(9, 0.72)),
        ),
    ),
    x_axis=ChartAxis(name="epochs", form=NumberForm.WHOLE),
    y_axis=SHARE,
)
BARS = BarChart(
    title="Confused pairs",
    is_horizontal=True,
    bars=(
        Bar(
            name="cat face / dog face",
            pictures=(picture("cat-face"), picture("dog-face")),
            readings=(Reading(7),),
        ),
        Bar(name="会議 / メモ", readings=(Reading(3, 1, 6),)),
        Bar(name="none", readings=(Reading(None),)),
    ),
    value_axis=ChartAxis(name="memos", form=NumberForm.WHOLE),
)
COLUMNS = BarChart(
    title="Labels of two runs",
    groups=("epoch 1", "epoch 9"),
    bars=(
        Bar(name="cat-face", pictures=(picture("cat-face"),), readings=(Reading(9), Reading(4))),
        Bar(name="lost", pictures=(Path("no/such.png"),), readings=(Reading(2), Reading(-1))),
    ),
)
DOTS = ScatterChart(
    title="Cost against agreement",
    dots=(
        Dot(name="local", x=Reading(0.0), y=Reading(0.41, 0.35, 0.48)),
        Dot(name="enum-tool", x=Reading(1.9, 1.5, 2.2), y=Reading(0.3)),
        Dot(name="unknown", x=Reading(None), y=Reading(0.3)),
    ),
    x_axis=ChartAxis(name="USD"),
    y_axis=SHARE,
)
EMPTY = LineChart(title="Loss", series=(), when_empty="Waiting for the first step.")
CHARTS: tuple[Chart, ...] = (LINES, BARS, COLUMNS, DOTS, EMPTY)
