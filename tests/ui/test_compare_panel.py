"""The screen of comparisons and of judging, over runs that are there and runs that are made."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.run_comparison import Standing
from emoji_labeler.services.comparison_report import REPORT_FORMATS
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.run_dialog import RunDialog
from emoji_labeler.ui.item_models.comparison_item_model import FIRST_RUN, PEOPLE, TEXT
from emoji_labeler.ui.panels.compare_panel import ComparePanel
from emoji_labeler.ui.widgets.chart_view import ChartView
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import running_model_server
from tests.services.tuning import label_memo, labelled_project
from tests.ui.comparing_setup import LABELS, PATIENCE_MS, wait
from tests.ui.conftest import Restart
from tests.ui.test_accessible_names import nameless

_FIGURES, _CHARTS = 1, 2


def choose(box: QComboBox, data: object) -> None:
    """Choose as somebody does with the mouse."""
    row = box.findData(data)
    assert row >= 0
    box.setCurrentIndex(row)
    box.activated.emit(row)


def words_in(panel: ComparePanel) -> str:
    """Everything that the page of figures says."""
    return "\n".join(label.text() for label in panel.figures.findChildren(QLabel))


def test_the_newest_runs_are_compared_at_once(panel: ComparePanel, qtbot: QtBot) -> None:
    assert panel.runs.names == ["right", "cats"]
    assert panel.runs.ticked == ["right", "cats"]
    heads = [
        panel.side_by_side.rows.headerData(n, Qt.Orientation.Horizontal)
        for n in range(FIRST_RUN, 5)
    ]
    assert heads == ["right", "cats"]
    wait(qtbot, lambda: bool(panel.side_by_side.rows.index(0, TEXT).data()))
    assert nameless(panel) == []


def test_a_cell_knows_whether_it_agrees_and_whether_the_output_was_a_label(
    panel: ComparePanel,
) -> None:
    rows = panel.side_by_side.rows
    assert [one.label for one in rows.chosen(0)] == ["cat"]
    assert [rows.cell(1, FIRST_RUN + n).agrees for n in (0, 1)] == [True, False]
    assert [rows.cell(row, FIRST_RUN + 1).exists for row in (0, 1)] == [True, False]


def test_people_are_told_beside_the_gold_label_unless_their_names_are_hidden(
    panel: ComparePanel, qtbot: QtBot, compared_path: Path
) -> None:
    with ProjectStore.open(compared_path) as project:
        label_memo(project, 2, "umbrella", by="Ben")
        label_memo(project, 3, "cat", by="Ben")
    panel.refresh()
    page = panel.side_by_side
    wait(qtbot, lambda: "Ben" in page.rows.people_words(1))

    assert page.rows.people_words(1) == "umbrella (the label that counts): Aiko, Ben"
    assert page.rows.people_words(2) == "dog: Aiko\ncat: Ben"
    assert page.rows.gold(2) == ""
    assert page.rows.index(2, PEOPLE).data() == "dog: Aiko\ncat: Ben"
    page.table.grab()

    panel.commands()["hide_names"]()
    assert page.rows.people_words(2) == "dog: Annotator 1\ncat: Annotator 2"
    assert panel._parts.reviewing().rules.hides_names
    page.table.grab()

    choose(page.filter._standing, Standing.PEOPLE_APART.value)
    wait(qtbot, lambda: page.rows.rowCount() == 1)


def test_ticking_compares_other_runs(panel: ComparePanel, qtbot: QtBot) -> None:
    panel.runs.runs.item(0).setCheckState(Qt.CheckState.Unchecked)
    wait(qtbot, lambda: panel.side_by_side.rows.columnCount() == FIRST_RUN + 1)

    column = panel.side_by_side.rows.column_of(FIRST_RUN)
    assert column is not None
    assert column.run.name == "cats"


def test_a_filter_shows_only_what_it_lets_in(panel: ComparePanel, qtbot: QtBot) -> None:
    choose(panel.side_by_side.filter._standing, Standing.AGAINST_GOLD.value)
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 20)
    choose(panel.side_by_side.filter._label, "dog")
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 10)
    assert panel.side_by_side.filter._count.text() == "10 memos"

    choose(panel.side_by_side.filter._label, None)
    choose(panel.side_by_side.filter._standing, Standing.MISSING.value)
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 1)
    assert panel.side_by_side.rows.memo_at(0) == 2


def test_a_click_on_a_head_sorts_and_another_one_turns_the_order_round(
    panel: ComparePanel, qtbot: QtBot
) -> None:
    page = panel.side_by_side
    heads = page.table.horizontalHeader()

    def click(section: int) -> None:
        middle = heads.sectionViewportPosition(section) + heads.sectionSize(section) // 2
        place = QPoint(middle, heads.height() // 2)
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def golds() -> list[str]:
        return [page.rows.gold(row) for row in range(page.rows.rowCount())]

    click(PEOPLE)
    wait(qtbot, lambda: golds() == sorted(LABELS * 10))
    click(PEOPLE)
    wait(qtbot, lambda: golds() == sorted(LABELS * 10, reverse=True))
    click(FIRST_RUN)
    wait(qtbot, lambda: page.rows.cell(0, FIRST_RUN).label == "cat")


def test_the_tip_of_a_picture_tells_the_raw_output(panel: ComparePanel) -> None:
    tip = panel.side_by_side._describe(2, "id of cats")

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


def test_a_new_run_is_made_carried_out_and_compared(panel: ComparePanel, qtbot: QtBot) -> None:
    fill_in(panel, qtbot, predictor="local", name="on this machine")._make.click()

    wait(qtbot, lambda: "on this machine" in panel.runs.ticked)
    wait(qtbot, lambda: panel.side_by_side.rows.columnCount() == FIRST_RUN + 3)

    assert not panel.runs.worker.is_working
    assert panel.side_by_side.rows.rowCount() == 30
    assert not panel.notices.isVisible()


def test_the_first_run_of_a_project_is_shown_without_a_complaint(
    start: Restart, tmp_path: Path, qtbot: QtBot
) -> None:
    labels = [LABELS[number % len(LABELS)] for number in range(30)]
    with labelled_project(tmp_path / "bare", labels=labels) as project:
        hand = start(project.path)
    hand.window._actions["show_compare"].trigger()
    panel = cast("ComparePanel", hand.window.panels.current)

    assert panel.runs.names == []
    wait(qtbot, lambda: "no prediction runs yet" in panel.side_by_side.table._words)
    panel.commands()["new_run"]()
    [dialog] = panel.findChildren(RunDialog)
    wait(qtbot, dialog._make.isEnabled)
    dialog._make.click()
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 150)

    assert panel.runs.ticked == ["local 1"]
    assert not panel.notices.isVisible()


def test_a_run_that_was_not_carried_out_can_be_gone_on_with(
    panel: ComparePanel, qtbot: QtBot, compared_path: Path
) -> None:
    dialog = fill_in(panel, qtbot, predictor="keyword", name="waiting")
    dialog.made.disconnect(panel.runs.begin)
    with qtbot.waitSignal(dialog.made, timeout=PATIENCE_MS):
        dialog._make.click()
    panel.refresh()
    wait(qtbot, lambda: "waiting" in panel.runs.names)
    assert "0 / 30" in panel.runs.runs.item(panel.runs.names.index("waiting")).text()
    panel.runs.runs.setCurrentRow(panel.runs.names.index("waiting"))
    assert panel.runs._go_on.isVisible()

    panel.runs._go_on.click()
    wait(qtbot, lambda: panel.side_by_side.rows.columnCount() == FIRST_RUN + 3)

    with ProjectStore.open(compared_path) as project:
        run = project.prediction_runs.named("waiting")
        assert run is not None
        assert project.prediction_runs.counts(run.id).answered == 30


def test_a_run_is_sent_as_a_batch_and_fetched_when_it_is_done(
    panel: ComparePanel, qtbot: QtBot, compared_path: Path
) -> None:
    with running_model_server() as server:
        providing = panel._parts.providing()
        mine = providing.add("Mine", base_url=server.base_url, preset_id="openai")
        providing.keep_key(mine.id, "sk-test")
        dialog = fill_in(panel, qtbot, predictor="fine-tuned", name="overnight")
        assert not dialog._batch.isVisible()
        dialog._provider.setCurrentText("Mine")
        dialog._provider.activated.emit(dialog._provider.currentIndex())
        dialog._model.setCurrentText("m")
        [prompt] = dialog._options.findChildren(QPlainTextEdit)
        prompt.setPlainText("Choose.")
        dialog._batch.click()
        dialog._make.click()
        wait(qtbot, lambda: "30 memos are on their way" in panel.notices._text.text())
        assert (len(server.batches), server.posts("/v1/chat/completions")) == (1, [])

        server.finish_batches()
        wait(qtbot, panel.runs._go_on.isVisible)
        panel.runs._go_on.click()
        wait(qtbot, lambda: "overnight" in panel.runs.ticked)

    with ProjectStore.open(compared_path) as project:
        run = project.prediction_runs.named("overnight")
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
    wait(qtbot, lambda: panel.side_by_side.rows.columnCount() == FIRST_RUN + 1)


def test_without_a_ticked_run_nothing_of_the_former_comparison_is_left(
    panel: ComparePanel, qtbot: QtBot
) -> None:
    panel.pages.turn_to(_FIGURES)
    assert words_in(panel)

    panel.runs.tick([])
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() == 0)

    assert panel.side_by_side.rows.columnCount() == 0
    assert words_in(panel) == ""
    assert all(view.isHidden() for view in panel.charts._cards)
    assert not panel.report.isEnabled()
    assert "hide_names" not in panel.commands()
    panel.runs.tick(["right"])
    wait(qtbot, lambda: panel.side_by_side.rows.rowCount() > 0)


def test_the_title_of_the_memos_stands_above_their_first_letters(panel: ComparePanel) -> None:
    heads = panel.side_by_side.rows
    align = Qt.ItemDataRole.TextAlignmentRole

    said = heads.headerData(TEXT, Qt.Orientation.Horizontal, align)

    assert Qt.AlignmentFlag(cast(int, said)) & Qt.AlignmentFlag.AlignLeft
    assert heads.headerData(FIRST_RUN, Qt.Orientation.Horizontal, align) is None
