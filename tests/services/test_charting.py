"""Charts as files."""

import csv
from pathlib import Path

import pytest

from emoji_labeler.domain.chart import ChartLook
from emoji_labeler.domain.errors import OutputError, WrongUseError
from emoji_labeler.services.charting import chart_svg, export_chart
from tests.charts.charts import BARS, COLUMNS, DOTS, LINES

LOOK = ChartLook(width=480, height=300)


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_ending_tells_the_format(tmp_path: Path) -> None:
    for name in ("a.png", "a.SVG", "a.csv"):
        export_chart(LINES, tmp_path / name, look=LOOK)

    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "a.SVG").read_text("utf-8") == chart_svg(LINES, look=LOOK)
    assert (tmp_path / "a.csv").read_bytes().startswith(b'"series","epochs","agreement"')


def test_another_ending_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError, match="PNG, SVG or CSV"):
        export_chart(LINES, tmp_path / "a.bmp", look=LOOK)

    assert list(tmp_path.glob("a*")) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no folder"):
        export_chart(LINES, tmp_path / "none" / "a.svg", look=LOOK)


def test_the_table_of_lines_holds_every_point(tmp_path: Path) -> None:
    export_chart(LINES, tmp_path / "a.csv", look=LOOK)

    assert table(tmp_path / "a.csv") == [
        ["series", "epochs", "agreement", "low", "high"],
        ["existing", "1", "0.67", "0.57", "0.75"],
        ["existing", "3", "", "", ""],
        ["existing", "9", "0.89", "", ""],
        ["一致", "1", "0.31", "0.2", "0.4"],
        ["一致", "9", "0.72", "", ""],
    ]


def test_the_tables_of_bars_and_dots_hold_every_figure(tmp_path: Path) -> None:
    for chart, name in ((BARS, "bars"), (COLUMNS, "columns"), (DOTS, "dots")):
        export_chart(chart, tmp_path / f"{name}.csv", look=LOOK)

    assert table(tmp_path / "bars.csv")[2] == ["会議 / メモ", "", "3", "1", "6"]
    assert table(tmp_path / "columns.csv")[3:] == [
        ["lost", "epoch 1", "2", "", ""],
        ["lost", "epoch 9", "-1", "", ""],
    ]
    assert table(tmp_path / "dots.csv")[1] == ["local", "0.0", "", "", "0.41", "0.35", "0.48"]
