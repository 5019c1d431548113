"""The page of the blind judge, on the screen of comparisons."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.judgement import Verdict
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from tests.ui.comparing_setup import wait

_JUDGE = 3


def begin_judging(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.pages.turn_to(_JUDGE)
    panel.judge._begin.click()
    wait(qtbot, lambda: panel.judge.can_undo)


def made_judgements(panel: ComparePanel) -> list[Verdict]:
    with ProjectStore.open(panel._path) as project:
        return [one.verdict for one in project.judgements.all()]


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
    assert panel.judge.hasFocus()

    assert "cats wins against right" in panel.judge._results.text()
    assert "The left side won 100.0%" in panel.judge._results.text()
    panel.judge.undo()
    assert panel.judge._results.isHidden()


def test_the_sides_are_two_different_ones_as_soon_as_there_is_a_run(panel: ComparePanel) -> None:
    def sides() -> list[str]:
        return [box.currentText() for box in panel.judge._sides]

    panel.judge.offer([])
    panel.judge.offer(["first"])
    assert sides() == ["first", "People"]
    panel.judge.offer(["second", "first"])
    assert sides() == ["first", "People"]


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
