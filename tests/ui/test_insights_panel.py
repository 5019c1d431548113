"""The Insights screen: figures in words, charts, and what can be done with both."""

import csv
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.chart import BarChart, LineChart
from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.domain.suggestion import SuggestionTiming
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.background import Lane
from emoji_labeler.ui.insight_words import tiles
from emoji_labeler.ui.panel_table import ROWS
from emoji_labeler.ui.panels.insights_panel import InsightsPanel
from emoji_labeler.ui.widgets.figure_tile import FigureTile
from tests.services.answering import Answering
from tests.ui.conftest import Hand, Restart
from tests.ui.test_accessible_names import nameless

NUMBER = str(1 + [row.name for row in ROWS].index("insights"))


class Screen:
    """The screen with its parts."""

    def __init__(self, hand: Hand, *, qtbot: QtBot) -> None:
        self.hand = hand
        self._qtbot = qtbot
        self.come()
        panel = hand.window.panels.current
        assert isinstance(panel, InsightsPanel)
        self.panel = panel
        self.wait()

    def come(self) -> None:
        self.hand.press(Qt.Key[f"Key_{NUMBER}"], Qt.KeyboardModifier.ControlModifier)

    def leave(self) -> None:
        self.hand.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: self.panel.is_up_to_date, timeout=20_000)
        self._qtbot.waitUntil(
            lambda: all(card.view.is_up_to_date for card in self.panel.cards.values()),
            timeout=20_000,
        )

    def tile(self, caption: str) -> str:
        """What a tile says below its caption."""
        for tile in self.panel.findChildren(FigureTile):
            said, *rest = [label.text() for label in tile.findChildren(QLabel)]
            if said == caption:
                return "\n".join(rest)
        raise AssertionError(caption)

    def bars(self, name: str) -> dict[str, float | None]:
        chart = self.panel.cards[name].view.chart
        assert isinstance(chart, BarChart)
        return {bar.name: bar.readings[0].value for bar in chart.bars}

    @property
    def charts(self) -> list[str]:
        """The charts in sight."""
        cards = self.panel.cards.items()
        return [name for name, card in cards if card.isVisibleTo(self.panel)]

    def choose_time(self, words: str) -> None:
        [box] = [b for b in self.panel.findChildren(QComboBox) if b.accessibleName() == "Time"]
        box.setCurrentText(words)
        self.wait()

    @property
    def misses(self) -> list[str]:
        [shown] = self.panel.misses.findChildren(QListView)
        rows = shown.model()
        return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


def answer(project_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two people answer ten memos and agree on seven of them, and search twice in vain."""
    with monkeypatch.context() as moments, ProjectStore.open(project_path) as project:
        answering = Answering(project=project, monkeypatch=moments)
        for number in range(10):
            theme = "pets" if number < 5 else "仕事"
            other = "cat-face" if number < 7 else "dog-face"
            answering.give("Aiko", f"memo {number}", "cat-face", theme=theme, seconds=4)
            answering.give(
                "Ben",
                f"memo {number}",
                other,
                theme=theme,
                seconds=2,
                path=PickPath.SUGGESTION,
                top="cat-face",
                timing=SuggestionTiming.BEFORE if number % 2 else SuggestionTiming.WITHHELD,
                at="2026-05-05T09:00:00.000Z",
            )
        aiko = project.annotators.named("Aiko").id
        for query in ("padel", "確定申告", "padel"):
            project.picks.add_miss(query, annotator_id=aiko)


@pytest.fixture
def screen(
    project_path: Path, monkeypatch: pytest.MonkeyPatch, start: Restart, qtbot: QtBot
) -> Screen:
    answer(project_path, monkeypatch)
    return Screen(start(), qtbot=qtbot)


def test_the_head_figures_are_said_in_words(screen: Screen) -> None:
    assert "70%\nTwo people give the same emoji to 70% [40, 100] of the memos." in screen.tile(
        "Agreement"
    )
    assert screen.tile("Memos answered") == (
        "10 of 15\n20 answers by 2 people. 10 memos were answered by several."
    )
    assert screen.tile("Memos an hour").startswith("1,200\nHalf of the answers take at most 2.0 s")
    assert "That may be chance." in screen.tile("Pull of suggestions")


def test_every_part_of_the_agreement_has_its_chart(screen: Screen) -> None:
    assert screen.bars("themes") == {"pets (5)": 1.0, "仕事 (5)": 0.4}
    assert screen.bars("annotators") == {"Aiko (10)": 0.7, "Ben (10)": 0.7}
    assert screen.bars("confused") == {"cat face / dog face": 3}
    assert screen.bars("labels") == {"cat face": 17, "dog face": 3}
    assert screen.bars("speeds") == {"All (20)": 2.0, "Searched (10)": 4.0, "Suggested (10)": 2.0}
    assert set(screen.bars("influence")) == {"Suggestions shown (5)", "Suggestions withheld (5)"}
    assert "Cohen's kappa: Aiko, Ben" in screen.bars("coefficients")
    periods = screen.panel.cards["periods"].view.chart
    assert isinstance(periods, LineChart)
    assert [(point.y) for point in periods.series[0].points] == [0.7]


def test_both_pictures_of_a_confused_pair_are_shown(screen: Screen) -> None:
    chart = screen.panel.cards["confused"].view.chart
    assert isinstance(chart, BarChart)

    assert [path.name for path in chart.bars[0].pictures] == ["cat-face.png", "dog-face.png"]
    assert all(path.is_file() for path in chart.bars[0].pictures)


def test_without_a_second_person_it_is_said_what_is_missing(hand: Hand, qtbot: QtBot) -> None:
    hand.label("cat face")
    screen = Screen(hand, qtbot=qtbot)

    assert screen.tile("Agreement").startswith("–\nAgreement needs memos that two people have")
    assert "Ctrl+U" in screen.tile("Agreement")
    assert screen.charts == ["labels", "speeds"]
    assert screen.tile("Memos answered").startswith("1 of 5\n1 answer by 1 person.")
    assert screen.tile("Pull of suggestions").startswith("–\nNeeds answers with suggestions")


def test_an_empty_project_has_no_figures_and_no_charts(hand: Hand, qtbot: QtBot) -> None:
    screen = Screen(hand, qtbot=qtbot)

    assert screen.tile("Memos an hour") == "–\nThere are no answers yet."
    assert screen.charts == []


def test_only_the_answers_of_the_time_asked_for_count(screen: Screen) -> None:
    assert len(screen.charts) == 8
    screen.choose_time("Last 7 days")

    assert screen.tile("Memos answered").startswith("0 of 15")
    assert screen.charts == []


def test_only_the_people_asked_for_count(screen: Screen) -> None:
    [aiko] = [a for a in screen.panel.filter._menu.actions() if a.data() == "Aiko"]

    aiko.setChecked(True)
    screen.wait()

    assert screen.tile("Memos answered").startswith("10 of 15\n10 answers by 1 person.")
    assert screen.panel.filter._people.text() == "Aiko"


def test_who_comes_back_after_an_answer_finds_new_figures(screen: Screen) -> None:
    screen.leave()
    screen.hand.label("rain")

    screen.come()
    screen.wait()

    assert screen.tile("Memos answered").startswith("11 of 15")


def test_who_comes_back_to_the_same_answers_waits_for_nothing(screen: Screen) -> None:
    before = screen.panel.insights
    screen.leave()

    screen.come()

    assert screen.panel.is_up_to_date
    assert screen.panel.insights is before


def test_who_leaves_before_the_figures_are_there_finds_them_when_coming_back(
    screen: Screen,
) -> None:
    before = screen.panel.insights
    screen.panel.measure()
    screen.leave()

    screen.come()
    screen.wait()

    assert screen.panel.insights is not before


def test_a_vain_search_is_dismissed_with_the_delete_key(
    screen: Screen, project_path: Path, qtbot: QtBot
) -> None:
    assert screen.misses == ["padel   ·   2 times", "確定申告   ·   1 time"]
    [shown] = screen.panel.misses.findChildren(QListView)
    shown.setFocus()
    shown.setCurrentIndex(shown.model().index(0, 0))

    QTest.keyClick(shown, Qt.Key.Key_Delete)

    qtbot.waitUntil(lambda: screen.misses == ["確定申告   ·   1 time"])
    with ProjectStore.open(project_path) as project:
        assert project.picks.misses() == {"確定申告": 1}


def test_all_figures_are_written_to_a_file(screen: Screen, tmp_path: Path, qtbot: QtBot) -> None:
    screen.panel.export(tmp_path / "figures.csv")

    qtbot.waitUntil(lambda: screen.hand.desktop.is_idle)
    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["section"], row["name"], row["figure"]): row for row in csv.DictReader(file)}
    assert rows["agreement", "", "percent"]["value"] == "0.7"
    assert rows["theme", "仕事", "percent"]["count"] == "5"
    assert "figures.csv is written." in screen.panel.notices._text.text()


def test_what_cannot_be_measured_is_told_and_can_be_tried_again(
    screen: Screen, project_path: Path, qtbot: QtBot
) -> None:
    moved = project_path.with_name("moved.db")
    project_path.rename(moved)
    screen.panel.measure()
    qtbot.waitUntil(lambda: screen.panel.is_up_to_date)
    assert "There is no file" in screen.panel.notices._text.text()
    assert screen.tile("Agreement").startswith("70%"), "the old figures stay"
    moved.rename(project_path)

    buttons = screen.panel.notices.findChildren(QPushButton)
    [again] = [one for one in buttons if one.accessibleName() == "Try again"]
    again.click()
    screen.wait()

    assert not screen.panel.notices.isVisible()


def test_every_part_of_the_screen_has_a_name(screen: Screen) -> None:
    screen.hand.window.resize(1280, 2400)

    assert nameless(screen.panel) == []


@pytest.mark.parametrize(("width", "columns"), [(1100, 1), (1280, 2), (2560, 4)])
def test_a_wide_window_shows_more_columns(
    screen: Screen, wait_for: Callable[[Callable[[], bool]], None], width: int, columns: int
) -> None:
    screen.hand.window.resize(width, 800)

    wait_for(lambda: len(screen.panel._columns._columns) == columns)


@pytest.fixture
def wait_for(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda is_so: qtbot.waitUntil(is_so)


def test_a_process_that_is_killed_while_it_measures_is_an_error_and_can_be_tried_again(
    screen: Screen, qtbot: QtBot
) -> None:
    process = screen.hand.window._parts.background._processes[Lane.FIGURES]
    assert process.pid is not None
    # It must not be quicker than this test.
    os.kill(process.pid, signal.SIGSTOP)
    screen.panel.measure()
    qtbot.waitUntil(lambda: process.is_at_work)

    os.kill(process.pid, signal.SIGKILL)

    notices = screen.panel.notices
    qtbot.waitUntil(lambda: "ended from outside" in notices._text.text(), timeout=20_000)
    former = screen.panel.insights
    [again] = [b for b in notices.findChildren(QPushButton) if b.text().startswith("Try again")]
    again.click()
    screen.wait()
    assert screen.panel.insights is not former
    assert screen.panel.insights == former


def test_answers_that_nobody_timed_are_not_said_to_be_none(screen: Screen) -> None:
    every = screen.panel.insights
    assert every is not None
    nothing = Estimate(count=0, why_undefined="Nobody took the time.")
    untimed = replace(every.speeds[0], memos_an_hour=nothing)

    speed = tiles(replace(every, speeds=(untimed,)))[2]

    assert speed.figure == "–"
    assert "came from a file" in speed.sentence
    assert "no answers" in tiles(replace(every, answers=0, speeds=(untimed,)))[2].sentence
