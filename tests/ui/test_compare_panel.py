"""The screen of comparisons and of judging, over runs that are there and runs that are made."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.judgement import Verdict
from emoji_labeler.domain.run_comparison import Standing
from emoji_labeler.services.comparison_report import REPORT_FORMATS
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.run_dialog import RunDialog
from emoji_labeler.ui.item_models.comparison_item_model import FIRST_RUN, GOLD, TEXT
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from emoji_labeler.ui.widgets.chart_view import ChartView
from tests.services.comparing_setup import golds_of, keep_run, make_missing
from tests.services.tuning import labelled_project
from tests.ui.conftest import Restart
from tests.ui.test_accessible_names import nameless

_PATIENCE_MS = 60_000
_LABELS = ("cat", "umbrella", "dog")
_SIDE_BY_SIDE, _FIGURES, _CHARTS, _JUDGE = range(4)


@pytest.fixture
def compared_path(tmp_path: Path) -> Path:
    """A closed project of thirty labelled memos: one run is right, one sees cats everywhere."""
    labels = [_LABELS[number % len(_LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "labelled", labels=labels) as project:
        golds = golds_of(project)
        cats = keep_run(project, "cats", dict.fromkeys(golds, "cat"))
        make_missing(project, cats, 2, raw="An old cat\nby the fire")
        keep_run(project, "right", golds)
        return project.path


@pytest.fixture
def panel(start: Restart, compared_path: Path, qtbot: QtBot) -> ComparePanel:
    """The screen with both runs compared."""
    hand = start(compared_path)
    hand.window._actions["show_compare"].trigger()
    panel = cast("ComparePanel", hand.window.panels.current)
    wait(qtbot, lambda: panel._rows.rowCount() == 30)
    return panel


def wait(qtbot: QtBot, reached: Callable[[], bool]) -> None:
    """Wait as long as something may take on a busy machine."""
    qtbot.waitUntil(reached, timeout=_PATIENCE_MS)


def choose(box: QComboBox, data: object) -> None:
    """Choose as somebody does with the mouse."""
    row = box.findData(data)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def begin_judging(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.pages.turn_to(_JUDGE)
    panel.judge._begin.click()
    wait(qtbot, lambda: panel.judge.can_undo)


def made_judgements(panel: ComparePanel) -> list[Verdict]:
    with ProjectStore.open(panel._path) as project:
        return [one.verdict for one in project.judgements.all()]


def words_in(panel: ComparePanel) -> str:
    """Everything that the page of figures says."""
    return "\n".join(label.text() for label in panel.figures.findChildren(QLabel))


def test_the_newest_runs_are_compared_at_once(panel: ComparePanel, qtbot: QtBot) -> None:
    assert panel.runs.names == ["right", "cats"]
    assert panel.runs.ticked == ["right", "cats"]
    heads = [panel._rows.headerData(n, Qt.Orientation.Horizontal) for n in range(FIRST_RUN, 5)]
    assert heads == ["right", "cats"]
    wait(qtbot, lambda: bool(panel._rows.index(0, TEXT).data()))
    assert nameless(panel) == []


def test_a_cell_knows_whether_it_agrees_and_whether_the_output_was_a_label(
    panel: ComparePanel,
) -> None:
    rows = panel._rows
    assert rows.cell(0, GOLD).label == "cat"
    assert [rows.cell(1, FIRST_RUN + n).agrees for n in (0, 1)] == [True, False]
    assert [rows.cell(row, FIRST_RUN + 1).exists for row in (0, 1)] == [True, False]


def test_ticking_compares_other_runs(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.runs.runs.item(0).setCheckState(Qt.CheckState.Unchecked)
    wait(qtbot, lambda: panel._rows.columnCount() == FIRST_RUN + 1)

    column = panel._rows.column_of(FIRST_RUN)
    assert column is not None
    assert column.run.name == "cats"


def test_a_filter_shows_only_what_it_lets_in(panel: ComparePanel, qtbot: QtBot) -> None:
    choose(panel.filter._standing, Standing.AGAINST_GOLD.value)
    wait(qtbot, lambda: panel._rows.rowCount() == 20)
    choose(panel.filter._label, "dog")
    wait(qtbot, lambda: panel._rows.rowCount() == 10)
    assert panel.filter._count.text() == "10 memos"

    choose(panel.filter._label, None)
    choose(panel.filter._standing, Standing.MISSING.value)
    wait(qtbot, lambda: panel._rows.rowCount() == 1)
    assert panel._rows.memo_at(0) == 2


def test_the_tip_of_a_picture_tells_the_raw_output(panel: ComparePanel) -> None:
    tip = panel._describe(2, "id of cats")

    assert r"An old cat\nby the fire" in tip
    assert "no label; the nearest is shown" in tip


def test_figures_and_charts_say_who_is_better(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.pages.turn_to(_FIGURES)
    wait(qtbot, lambda: "right is better than cats" in words_in(panel))
    assert "100.0%" in words_in(panel)

    panel.pages.turn_to(_CHARTS)
    views = panel.charts.findChildren(ChartView)
    assert len(views) >= 3
    wait(qtbot, lambda: all(view.is_up_to_date for view in views))


def test_the_report_can_be_written_in_every_form(
    panel: ComparePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    for _, ending in REPORT_FORMATS:
        output = tmp_path / f"report{ending}"
        panel.report.wanted.emit(output)
        wait(qtbot, output.exists)

    wait(qtbot, lambda: "report.csv was written" in panel.notices._text.text())
    assert "data:image/png;base64," in (tmp_path / "report.html").read_text("utf-8")


def test_arrows_judge_and_undo_takes_back(panel: ComparePanel, qtbot: QtBot) -> None:
    begin_judging(panel, qtbot)
    first = panel.judge._text.text()

    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(panel.judge, key)
    assert made_judgements(panel) == [Verdict.LEFT, Verdict.TIE, Verdict.NEITHER, Verdict.RIGHT]
    assert panel.judge._state.text() == "4 of 20 judged"

    undo = panel.commands()["undo"]
    for _ in range(4):
        undo()
    assert made_judgements(panel) == []
    assert panel.judge._text.text() == first


def test_judging_tells_no_names_until_the_results_are_asked_for(
    panel: ComparePanel, qtbot: QtBot
) -> None:
    begin_judging(panel, qtbot)
    while panel.judge._text.text() != "Every memo is judged.":
        QTest.keyClick(panel.judge, Qt.Key.Key_Left)
    assert panel.judge._results.isHidden()

    panel.judge._tell.click()
    wait(qtbot, lambda: panel.judge._results.isVisible())

    assert "cats wins against right" in panel.judge._results.text()
    assert "The left side won 100.0%" in panel.judge._results.text()


def fill_in(panel: ComparePanel, qtbot: QtBot, *, predictor: str, name: str) -> RunDialog:
    """Open the dialog of a new run and choose in it, the labelled memos alone."""
    panel.commands()["new_run"]()
    [dialog] = panel.findChildren(RunDialog)
    wait(qtbot, dialog._make.isEnabled)
    assert dialog._choices is not None
    row = [one.name for one in dialog._choices.predictors].index(predictor)
    dialog._predictor.setCurrentIndex(row)
    dialog._predictor.activated.emit(row)
    dialog._memos.setCurrentIndex(1)
    dialog._name.setText(name)
    return dialog


def test_the_sides_are_two_different_ones_as_soon_as_there_is_a_run(panel: ComparePanel) -> None:
    def sides() -> list[str]:
        return [box.currentText() for box in panel.judge._sides]

    panel.judge.offer([])
    panel.judge.offer(["first"])
    assert sides() == ["first", "People"]
    panel.judge.offer(["second", "first"])
    assert sides() == ["first", "People"]


def test_a_new_run_is_made_carried_out_and_compared(panel: ComparePanel, qtbot: QtBot) -> None:
    fill_in(panel, qtbot, predictor="local", name="on this machine")._make.click()

    wait(qtbot, lambda: "on this machine" in panel.runs.ticked)
    wait(qtbot, lambda: panel._rows.columnCount() == FIRST_RUN + 3)

    assert not panel.runs.worker.is_working
    assert panel._rows.rowCount() == 30
    assert not panel.notices.isVisible()


def test_the_first_run_of_a_project_is_shown_without_a_complaint(
    start: Restart, tmp_path: Path, qtbot: QtBot
) -> None:
    labels = [_LABELS[number % len(_LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "bare", labels=labels) as project:
        hand = start(project.path)
    hand.window._actions["show_compare"].trigger()
    panel = cast("ComparePanel", hand.window.panels.current)

    fill_in(panel, qtbot, predictor="local", name="first")._make.click()
    wait(qtbot, lambda: panel._rows.rowCount() == 30)

    assert panel.runs.ticked == ["first"]
    assert not panel.notices.isVisible()


def test_a_run_that_was_not_carried_out_can_be_gone_on_with(
    panel: ComparePanel, qtbot: QtBot, compared_path: Path
) -> None:
    dialog = fill_in(panel, qtbot, predictor="keyword", name="waiting")
    dialog.made.disconnect(panel.runs.begin)
    with qtbot.waitSignal(dialog.made, timeout=_PATIENCE_MS):
        dialog._make.click()
    panel.refresh()
    wait(qtbot, lambda: "waiting" in panel.runs.names)
    assert "0 / 30" in panel.runs.runs.item(panel.runs.names.index("waiting")).text()
    panel.runs.runs.setCurrentRow(panel.runs.names.index("waiting"))
    assert panel.runs._go_on.isVisible()

    panel.runs._go_on.click()
    wait(qtbot, lambda: panel._rows.columnCount() == FIRST_RUN + 3)

    with ProjectStore.open(compared_path) as project:
        run = project.prediction_runs.named("waiting")
        assert run is not None
        assert project.prediction_runs.counts(run.id).answered == 30


def test_a_run_is_removed_after_a_question(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return QMessageBox.StandardButton.Yes

    monkeypatch.setattr(QMessageBox, "question", answer)
    panel.runs.runs.setCurrentRow(0)
    panel.runs._remove.click()

    wait(qtbot, lambda: panel.runs.names == ["cats"])
    assert "right" in asked[0]
    wait(qtbot, lambda: panel._rows.columnCount() == FIRST_RUN + 1)


def test_a_run_on_which_judgements_rest_is_not_removed(
    panel: ComparePanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_judging(panel, qtbot)
    QTest.keyClick(panel.judge, Qt.Key.Key_Left)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    panel.runs.runs.setCurrentRow(0)
    panel.runs._remove.click()

    wait(qtbot, lambda: panel.notices.isVisible())
    assert panel.runs.names == ["right", "cats"]
