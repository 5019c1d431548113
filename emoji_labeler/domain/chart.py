"""Charts as plain data: what is to be seen, and nothing about how it is drawn.

A chart says everything that its picture, its table and a screen reader need. Whoever has figures
builds one of ``LineChart``, ``BarChart`` and ``ScatterChart`` and hands it to the chart view of the
window, or to a function of ``charts`` for a file.
"""

from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.record import record


class NumberForm(StrEnum):
    """How the numbers of an axis are written."""

    NUMBER = "number"
    WHOLE = "whole"
    SHARE = "share"


class Reading(NamedTuple):
    """A figure, perhaps with the two ends of its interval; None where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, estimate: Estimate) -> Self:
        """Return an estimate as something that can be drawn."""
        return cls(estimate.value, estimate.low, estimate.high)


class LinePoint(NamedTuple):
    """A point of a line, perhaps with an interval; the line has a gap where ``y`` is None."""

    x: float
    y: float | None
    low: float | None = None
    high: float | None = None


@record
class ChartAxis:
    """What an axis is called and how far it reaches.

    ``least`` and ``most`` leave to the figures what is None. ``ticks`` holds places with their
    words (days, names of runs) and takes the place of round numbers.
    """

    name: str = ""
    form: NumberForm = NumberForm.NUMBER
    least: float | None = None
    most: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()


@record
class LineSeries:
    """One line. Two that belong together share a ``colour``, a number from 0, and differ in dashes.

    Without a colour it takes that of its place among the series. The legend leaves it out unless it
    ``has_entry``.
    """

    name: str
    points: tuple[LinePoint, ...]
    colour: int | None = None
    is_dashed: bool = False
    has_entry: bool = True


@record
class LineChart:
    """Lines over a common axis; intervals are bands."""

    title: str
    series: tuple[LineSeries, ...]
    x_axis: ChartAxis = field(default_factory=ChartAxis)
    y_axis: ChartAxis = field(default_factory=ChartAxis)
    when_empty: str = ""


@record
class Bar:
    """One name on the axis, shown by pictures as well, with one reading for each group."""

    name: str
    readings: tuple[Reading, ...]
    pictures: tuple[Path, ...] = ()


@record
class BarChart:
    """Bars from the first to the last, left to right or, ``is_horizontal``, top to bottom.

    ``groups`` names the readings of every bar where there is more than one.
    """

    title: str
    bars: tuple[Bar, ...]
    value_axis: ChartAxis = field(default_factory=ChartAxis)
    groups: tuple[str, ...] = ("",)
    is_horizontal: bool = False
    when_empty: str = ""

    def __post_init__(self) -> None:
        if any(len(bar.readings) != len(self.groups) for bar in self.bars):
            raise ValueError("Every bar has one reading for each group.")


@record
class Dot:
    """One named dot, perhaps with intervals in both directions."""

    name: str
    x: Reading
    y: Reading
    colour: int | None = None


@record
class ScatterChart:
    """Named dots between two axes."""

    title: str
    dots: tuple[Dot, ...]
    x_axis: ChartAxis = field(default_factory=ChartAxis)
    y_axis: ChartAxis = field(default_factory=ChartAxis)
    when_empty: str = ""


Chart = LineChart | BarChart | ScatterChart


@record
class ChartLook:
    """How large a picture is to be, in device-independent pixels, and in which colours.

    ``is_bare`` leaves the ground transparent, for a screen that has one of its own.
    """

    width: int = 960
    height: int = 480
    is_dark: bool = False
    is_bare: bool = False


class ChartPlace(NamedTuple):
    """Where a figure is in the picture, in device-independent pixels from the top left."""

    x: float
    y: float
    words: str


@record
class ChartPicture:
    """A chart as pixels, four bytes each (red, green, blue, opacity), rows from the top."""

    width: int
    height: int
    pixels: bytes
    places: tuple[ChartPlace, ...]


def has_figures(chart: Chart) -> bool:
    """Tell whether there is anything to see."""
    if isinstance(chart, LineChart):
        return any(point.y is not None for one in chart.series for point in one.points)
    if isinstance(chart, BarChart):
        return any(reading.value is not None for bar in chart.bars for reading in bar.readings)
    return any(dot.x.value is not None and dot.y.value is not None for dot in chart.dots)


def comfortable_height(chart: Chart) -> int:
    """Return how many device-independent pixels high a chart should be at the least."""
    if not isinstance(chart, BarChart) or not chart.is_horizontal:
        return 300
    groups = len(chart.groups)
    legend, slot = (0, 30) if groups == 1 else (24, 18 * groups + 8)
    return 92 + legend + slot * max(len(chart.bars), 2)
