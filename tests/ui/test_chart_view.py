"""The chart on the screen: sharp, up to date, and never waited for."""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.apart.process import ProcessApart
from emoji_labeler.domain.chart import (
    Chart,
    LineChart,
    LinePoint,
    LineSeries,
)
from emoji_labeler.domain.errors import BrokenOffError
from emoji_labeler.ui.background import Background, Lane
from emoji_labeler.ui.fonts import load_fonts
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.chart_view import ChartView
from tests.charts.charts import BARS, LINES


class Shown:
    """A chart view in a window of its own, and what its worker draws."""

    def __init__(
        self, qtbot: QtBot, theme: Theme, background: Background, errors: list[object]
    ) -> None:
        self._qtbot = qtbot
        self.errors = errors
        self.theme = theme
        self.view = ChartView(background=background, theme=theme)
        qtbot.addWidget(self.view)
        self.view.resize(480, 300)
        self.view.show()

    def show(self, chart: Chart) -> None:
        self.view.show_chart(chart)
        self.wait()

    def wait(self) -> None:
        self.wait_until(lambda: self.view.is_up_to_date)

    def wait_until(self, reached: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(reached, timeout=20_000)

    @property
    def painter(self) -> ProcessApart:
        """The process that draws."""
        return self.view._background._processes[Lane.PICTURES]

    def picture(self) -> QImage:
        return self.view.grab().toImage()

    @property
    def ink(self) -> int:
        """How many pixels are not those of the ground."""
        image = self.picture()
        ground = image.pixel(1, 1)
        return sum(
            image.pixel(x, y) != ground
            for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)
        )


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication) -> Iterator[Shown]:
    load_fonts(resources.assets_folder() / "fonts")
    errors: list[object] = []
    background = Background(on_error=errors.append)
    theme = Theme(qapp, appearance="light")
    yield Shown(qtbot, theme, background, errors)
    qtbot.waitUntil(lambda: background.is_idle)
    background.close()
    theme.deleteLater()
    assert errors == []


def test_a_chart_is_drawn_in_the_pixels_of_the_screen(shown: Shown) -> None:
    shown.show(LINES)

    assert (shown.view._image.width(), shown.view._image.height()) == (480, 300)
    assert shown.ink > 200


def test_charts_are_drawn_in_another_process(shown: Shown) -> None:
    shown.show(LINES)

    assert shown.painter.pid not in (None, os.getpid())


def test_a_killed_painter_is_an_error_and_the_next_picture_comes(shown: Shown) -> None:
    shown.show(LINES)
    pid = shown.painter.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    shown.view.resize(640, 420)
    shown.wait_until(lambda: shown.painter.is_at_work)

    os.kill(pid, signal.SIGKILL)
    shown.wait_until(lambda: bool(shown.errors))

    [error] = shown.errors
    assert isinstance(error, BrokenOffError)
    shown.errors.clear()
    shown.view.resize(700, 420)
    shown.wait()
    assert (shown.view._image.width(), shown.view._image.height()) == (700, 420)


def test_a_larger_view_gets_a_larger_picture(shown: Shown) -> None:
    shown.show(LINES)

    shown.view.resize(640, 420)
    shown.wait()

    assert (shown.view._image.width(), shown.view._image.height()) == (640, 420)


def test_the_old_picture_stays_until_the_new_one_is_there(shown: Shown) -> None:
    shown.show(LINES)
    before = shown.ink

    shown.view.show_chart(replace(LINES, title="Another title"))

    assert not shown.view.is_up_to_date
    assert shown.ink == before
    shown.wait()
    assert shown.ink != before


def test_of_many_charts_in_a_row_the_last_one_stays(shown: Shown) -> None:
    for count in range(1, 60):
        points = tuple(LinePoint(x, x**0.5) for x in range(count))
        shown.view.show_chart(
            LineChart(title=f"{count}", series=(LineSeries(name="loss", points=points),))
        )
        QApplication.processEvents()
    shown.wait()

    assert len(shown.view._places) == 59


def test_another_theme_gives_another_picture(shown: Shown) -> None:
    shown.show(LINES)
    light = shown.view._image.copy()

    shown.theme.choose("dark")
    shown.wait()

    assert shown.view._image != light


def test_a_chart_that_came_unseen_is_drawn_when_somebody_looks(shown: Shown) -> None:
    shown.view.hide()
    shown.view.show_chart(BARS)
    assert shown.view._image.isNull()

    shown.view.show()
    shown.wait()

    assert not shown.view._image.isNull()


def test_a_screen_reader_hears_the_title_and_the_figures(shown: Shown) -> None:
    shown.show(BARS)

    assert shown.view.accessibleName() == "Confused pairs"
    assert "会議 / メモ: 3 [1, 6]" in shown.view.accessibleDescription().splitlines()


def test_the_pointer_finds_the_figure_that_is_near(shown: Shown) -> None:
    shown.show(LINES)
    place = shown.view._places[0]

    assert shown.view.place_at(QPoint(round(place.x) + 3, round(place.y) - 3)) == place.words
    assert shown.view.place_at(QPoint(1, 1)) == ""


@pytest.mark.parametrize("ending", ["png", "svg", "csv"])
def test_the_chart_is_written_to_a_file(
    shown: Shown, tmp_path: Path, qtbot: QtBot, ending: str
) -> None:
    shown.show(LINES)
    path = tmp_path / f"chart.{ending}"

    with qtbot.waitSignal(shown.view.exported, timeout=20_000) as caught:
        shown.view.export(path)

    assert caught.args == [path]
    assert path.stat().st_size > 100


def test_enter_opens_the_menu_of_the_chart(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QMenu] = []
    # A menu in sight wants the keyboard, which the offscreen platform does not have.
    monkeypatch.setattr(QMenu, "popup", lambda menu, _place: opened.append(menu))
    shown.show(LINES)

    QTest.keyClick(shown.view, Qt.Key.Key_Return)

    [menu] = opened
    assert [action.text() for action in menu.actions()] == [
        "Save as PNG…",
        "Save as SVG…",
        "Save the figures as CSV…",
        "Copy the picture",
    ]


def test_the_copied_picture_has_the_ground_of_the_theme(shown: Shown) -> None:
    shown.show(LINES)

    shown.view.build_menu().actions()[-1].trigger()

    copied = QApplication.clipboard().image()
    assert copied.pixelColor(1, 1) == QColor(shown.theme.tokens.card)


def test_a_view_may_go_while_its_picture_is_drawn(shown: Shown, qtbot: QtBot) -> None:
    view = ChartView(background=shown.view._background, theme=shown.theme)
    view.show()
    view.show_chart(LINES)

    view.deleteLater()
    QApplication.sendPostedEvents(view, 52)

    qtbot.waitUntil(lambda: shown.view._background.is_idle)
