"""Charts become pictures: the same bytes for the same chart, whatever is in it."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from emoji_labeler import resources
from emoji_labeler.charts.colours import DARK, LIGHT, ChartColours
from emoji_labeler.charts.rendering import render_pixels, render_png, render_svg
from emoji_labeler.charts.type_setting import type_setter
from emoji_labeler.domain.chart import Chart, ChartAxis, ChartLook, LineChart, LinePoint, LineSeries
from emoji_labeler.emoji.pack_file import load_pack
from tests.charts.charts import BARS, CHARTS, COLUMNS, DOTS, EMPTY, LINES

LOOK = ChartLook(width=480, height=300)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def seen(chart: Chart, look: ChartLook = LOOK) -> NDArray[np.uint8]:
    """The pixels of a chart, shape (rows, columns, 4)."""
    picture = render_pixels(chart, look=look)
    pixels = np.frombuffer(picture.pixels, np.uint8)
    return pixels.reshape(picture.height, picture.width, 4)


def count_of(colour: str, pixels: NDArray[np.uint8]) -> int:
    return int((pixels[..., :3] == rgb(colour)).all(axis=-1).sum())


def contrast(first: str, second: str) -> float:
    """The contrast of WCAG 2.1."""
    lights = []
    for colour in (first, second):
        parts = [part / 255 for part in rgb(colour)]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        lights.append(sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
@pytest.mark.parametrize("is_dark", [False, True])
def test_every_chart_is_a_picture_of_the_size_asked_for(chart: Chart, is_dark: bool) -> None:
    look = replace(LOOK, is_dark=is_dark)

    image = Image.open(io.BytesIO(render_png(chart, look=look, scale=1.5)))

    assert image.size == (720, 450)
    assert image.getpixel((2, 2))[:3] == rgb((DARK if is_dark else LIGHT).ground)  # type: ignore[index] # RGBA


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_the_same_chart_gives_the_same_svg_and_it_is_sound(chart: Chart) -> None:
    svg = render_svg(chart, look=LOOK)

    assert svg == render_svg(chart, look=LOOK)
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    assert (root.get("width"), root.get("height")) == ("480px", "300px")
    assert "<text" not in svg, "letters are outlines"
    assert "<dc:date>" not in svg


def test_another_process_gives_the_same_svg() -> None:
    code = (
        "from tests.charts.charts import LINES\n"
        "from emoji_labeler.charts.rendering import render_svg\n"
        "from emoji_labeler.domain.chart import ChartLook\n"
        "import sys; sys.stdout.write(render_svg(LINES, look=ChartLook(width=480, height=300)))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout == render_svg(LINES, look=LOOK)
    assert ended.stderr == ""


def test_lines_are_in_the_colours_of_the_theme() -> None:
    assert count_of(LIGHT.series[0], seen(LINES)) > 200
    dark = seen(LINES, replace(LOOK, is_dark=True))
    assert count_of(DARK.series[0], dark) > 200
    assert count_of(LIGHT.series[0], dark) == 0


def test_a_bare_picture_has_no_ground() -> None:
    assert seen(LINES, replace(LOOK, is_bare=True))[2, 2, 3] == 0
    assert seen(LINES)[2, 2, 3] == 255


def test_pictures_stand_upright_beside_their_bars(tmp_path: Path) -> None:
    flag = Image.new("RGB", (144, 144), "#00FF00")
    flag.paste("#FF0000", (0, 0, 144, 72))
    flag.save(tmp_path / "flag.png")
    [bar, *_] = BARS.bars
    pixels = seen(replace(BARS, bars=(replace(bar, pictures=(tmp_path / "flag.png",)),)))

    red, green = (
        np.argwhere((pixels[..., :3] == rgb(colour)).all(axis=-1))
        for colour in ("#FF0000", "#00FF00")
    )

    assert len(red) > 100
    assert red[:, 0].max() < green[:, 0].min()


def test_a_bar_of_twice_the_value_is_twice_as_long() -> None:
    places = {place.words: place for place in render_pixels(BARS, look=LOOK).places}
    seven, three = places["cat face / dog face: 7"], places["会議 / メモ: 3 [1, 6]"]
    pixels = seen(BARS)
    is_bar = (pixels[..., :3] == rgb(LIGHT.series[0])).all(axis=-1)

    long, short = (int(is_bar[round(place.y) - 6].sum()) for place in (seven, three))

    assert long / short == pytest.approx(7 / 3, rel=0.03)


def test_the_places_of_figures_are_where_they_are_drawn() -> None:
    pixels, places = seen(DOTS), render_pixels(DOTS, look=LOOK).places

    assert len(places) == 2, "a dot without a figure is nowhere"
    for place, colour in zip(places, LIGHT.series, strict=False):
        at = pixels[round(place.y), min(round(place.x), 479), :3]
        assert tuple(at) == rgb(colour), place.words
    assert places[0].words == "local\nUSD: 0\nagreement: 41% [35%, 48%]"


def test_a_gap_stays_a_gap() -> None:
    words = [place.words for place in render_pixels(LINES, look=LOOK).places]

    assert words[:2] == ["existing\nepochs 1: 67% [57%, 75%]", "existing\nepochs 9: 89%"]


@pytest.mark.parametrize(
    "title", ["$x^2$ and \\alpha", "😀 \x00 tab\there", "", "長い" * 200, "<&>\"'"]
)
def test_any_title_can_be_written(title: str) -> None:
    chart = replace(LINES, title=title)

    ET.fromstring(render_svg(chart, look=LOOK))  # noqa: S314 - our own text
    assert seen(chart).shape == (300, 480, 4)


@pytest.mark.parametrize("size", [(60, 40), (240, 160), (3000, 1200)])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_any_size_can_be_drawn(chart: Chart, size: tuple[int, int]) -> None:
    width, height = size

    assert seen(chart, ChartLook(width=width, height=height)).shape == (height, width, 4)


@pytest.mark.parametrize("values", [(0.0, 0.0), (5.0, 5.0), (1e-9, 2e-9), (-1e12, 1e12)])
def test_any_figures_can_be_drawn(values: tuple[float, float]) -> None:
    points = tuple(LinePoint(x, y) for x, y in enumerate(values))
    chart = LineChart(title="", series=(LineSeries(name="", points=points),))

    assert len(render_pixels(chart, look=LOOK).places) == 2
    assert count_of(LIGHT.series[0], seen(chart)) > 50


def test_words_take_the_place_of_numbers_below() -> None:
    axis = ChartAxis(name="week", ticks=((0, "3 May"), (1, "10 May")))
    points = (LinePoint(0, 1.0), LinePoint(1, 2.0))
    chart = LineChart(title="", series=(LineSeries(name="all", points=points),), x_axis=axis)

    assert render_pixels(chart, look=LOOK).places[1].words == "all\n10 May: 2"


def test_an_empty_chart_says_why() -> None:
    wordless = replace(EMPTY, when_empty="")

    assert (seen(EMPTY) != seen(wordless)).any()


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_colour_stands_out_from_the_ground(colours: ChartColours) -> None:
    for colour in colours.series:
        assert contrast(colour, colours.ground) >= 3
    for colour in (colours.text, colours.text_soft, colours.text_faint):
        assert contrast(colour, colours.ground) >= 4.5


def test_a_picture_that_is_lost_leaves_its_bar() -> None:
    assert len(render_pixels(COLUMNS, look=LOOK).places) == 4


def test_every_japanese_name_of_the_pack_can_be_written() -> None:
    pack = load_pack(resources.emoji_pack_folder())

    illegible = [
        one.name_ja for one in pack.emoji if type_setter().legible(one.name_ja) != one.name_ja
    ]

    assert illegible == []
