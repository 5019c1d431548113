"""Snapshots on the screen: made, looked through, compared, written."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotation import AnnotationStatus, Answer
from emoji_labeler.domain.pick import Pick
from emoji_labeler.settings import table
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.export_dialog import ExportDialog
from emoji_labeler.ui.dialogs.snapshot_dialog import SnapshotDialog
from emoji_labeler.ui.item_models.memo_line_item_model import MemoLine, MemoLineItemModel
from emoji_labeler.ui.panels.datasets_panel import DatasetsPanel
from tests.conftest import add_memos
from tests.ui.conftest import Hand, Restart

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def labelled(project_path: Path) -> Path:
    """The project with thirty memos, all of them labelled."""
    with ProjectStore.open(project_path) as store:
        add_memos(store, *(f"memo {number} about {number * number}" for number in range(25)))
        annotator = store.annotators.named("Aiko")
        for memo in list(store.memos.all()):
            give(store, memo.id, "cat" if memo.id % 2 else "umbrella", annotator.id)
    return project_path


def give(store: ProjectStore, memo_id: int, label: str, annotator_id: str) -> None:
    store.annotations.save(
        Answer(status=AnnotationStatus.SUBMITTED, label=label),
        memo_id=memo_id,
        annotator_id=annotator_id,
        lead_time_ms=1000,
        pick=Pick(),
    )


class Screen:
    """The screen of datasets, and what a test does there."""

    def __init__(self, qtbot: QtBot, hand: Hand) -> None:
        self.qtbot = qtbot
        self.hand = hand
        hand.window.panels.go_to("datasets")
        panel = hand.window.panels.panel("datasets")
        assert isinstance(panel, DatasetsPanel)
        self.panel = panel
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: self.hand.desktop.is_idle, timeout=20_000)

    def ask_for_new(self) -> SnapshotDialog:
        self.button("New snapshot…").click()
        [dialog] = self.panel.findChildren(SnapshotDialog)
        self.qtbot.waitUntil(lambda: dialog._make.isEnabled(), timeout=20_000)
        return dialog

    def make(self, name: str) -> None:
        dialog = self.ask_for_new()
        dialog.form.name.setText(name)
        dialog._make.click()
        self.qtbot.waitUntil(lambda: self.names()[:1] == [name], timeout=20_000)
        self.wait()

    def names(self) -> list[str]:
        return [one.name for one in self.panel._snapshots.snapshots]

    def turn_to(self, page: int) -> None:
        self.panel.card._tabs.button(page).click()
        self.wait()

    def lines(self, model: MemoLineItemModel) -> list[MemoLine]:
        return [model.line_at(row) for row in range(model.rowCount())]

    def button(self, text: str) -> QPushButton:
        [found] = [b for b in self.panel.findChildren(QPushButton) if b.text() == text]
        return found


@pytest.fixture
def screen(qtbot: QtBot, start: Restart, labelled: Path) -> Screen:
    return Screen(qtbot, start(labelled))


def test_the_key_for_a_new_snapshot_asks_for_one(screen: Screen) -> None:
    screen.hand.press(Qt.Key.Key_S, CONTROL | SHIFT)

    assert len(screen.panel.findChildren(SnapshotDialog)) == 1
    screen.wait()


def test_without_snapshots_the_screen_says_what_they_are(qtbot: QtBot, hand: Hand) -> None:
    screen = Screen(qtbot, hand)

    assert screen.panel._pages.currentIndex() == 0


def test_a_new_snapshot_is_shown_with_its_report(screen: Screen) -> None:
    screen.make("first")

    assert screen.panel.card.snapshot is not None
    assert screen.panel.card.snapshot.row_count == 30
    assert screen.button("CSV").isEnabled()


def test_the_dialog_says_how_many_rows_would_pass(screen: Screen) -> None:
    dialog = screen.ask_for_new()

    assert "30 rows" in dialog._headline.text()
    assert "2 labels" in dialog._headline.text()


def test_a_snapshot_made_on_the_screen_names_no_labels_unless_it_is_told_to(
    screen: Screen,
) -> None:
    screen.make("first")
    dialog = screen.ask_for_new()
    dialog.form.variant.setCurrentIndex(2)
    dialog.form.groups.setValue(4)
    dialog.form.name.setText("in groups")
    dialog._make.click()
    screen.qtbot.waitUntil(lambda: len(screen.names()) == 2, timeout=20_000)
    screen.wait()

    grouped, plain = screen.panel._snapshots.snapshots
    assert len(plain.prompts) == 1
    assert plain.prompts[0] == plain.plan.prompt.system_prompt
    assert len(grouped.prompts) == 4


def test_a_name_that_is_taken_is_refused_and_the_dialog_stays(screen: Screen) -> None:
    screen.make("first")
    dialog = screen.ask_for_new()
    dialog.form.name.setText("first")
    dialog._make.click()

    screen.qtbot.waitUntil(lambda: "of that name" in dialog._error.text(), timeout=20_000)
    assert dialog.isVisible()
    dialog.done(int(QDialog.DialogCode.Rejected))


def test_the_rows_are_listed_with_their_pictures(screen: Screen) -> None:
    screen.make("first")

    screen.turn_to(1)

    lines = screen.lines(screen.panel.card._rows)
    assert [line.memo_id for line in lines] == list(range(1, 31))
    assert lines[0].labels == ("cat",)


def test_one_click_writes_a_file_with_its_manifest(screen: Screen, tmp_path: Path) -> None:
    screen.hand.window._parts.settings.put(table.EXPORT_FOLDER, str(tmp_path))
    screen.make("first try")

    screen.button("JSON lines").click()
    screen.wait()

    written = tmp_path / "diary-first-try.jsonl"
    rows = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    assert len(rows) == 30
    assert "diary-first-try.jsonl" in screen.panel.notices._text.text()
    assert list(tmp_path.glob("diary-first-try*manifest*"))


def test_a_relabel_shows_in_the_difference_and_not_in_the_old_snapshot(screen: Screen) -> None:
    screen.make("before")
    with ProjectStore.open(screen.panel._path) as store:
        give(store, 3, "dog", store.annotators.named("Aiko").id)
    screen.make("after")

    screen.turn_to(2)

    line = screen.lines(screen.panel.card.difference._lines)[0]
    assert (line.memo_id, line.labels) == (3, ("cat", "dog"))
    assert "1 relabelled" in screen.panel.card.difference._summary.text()


def test_what_may_not_be_exported_cannot_be_clicked(
    qtbot: QtBot, start: Restart, project_path: Path
) -> None:
    with ProjectStore.open(project_path) as store:
        give(store, 1, "cat", store.annotators.named("Aiko").id)
    screen = Screen(qtbot, start(project_path))

    screen.make("too small")

    assert not screen.button("CSV").isEnabled()
    assert "may not be exported" in screen.panel.card.overview._verdict.text()


def test_another_screen_can_send_somebody_to_a_snapshot(screen: Screen) -> None:
    screen.make("first")
    screen.make("second")

    screen.hand.window.annotate.panel_wanted.emit("datasets", "first")
    screen.wait()

    assert screen.panel.card.snapshot is not None
    assert screen.panel.card.snapshot.name == "first"


def test_a_project_that_cannot_be_read_is_complained_about(screen: Screen) -> None:
    with closing(sqlite3.connect(screen.panel._path)) as other, other:
        other.execute("alter table snapshots rename to gone")

    screen.panel.refresh()

    screen.qtbot.waitUntil(lambda: screen.panel.notices.isVisible(), timeout=20_000)


def test_the_tool_bar_writes_any_format_from_a_snapshot_that_stays(
    screen: Screen, tmp_path: Path
) -> None:
    screen.hand.press(Qt.Key.Key_E, CONTROL)
    [dialog] = screen.hand.window.findChildren(ExportDialog)
    screen.qtbot.waitUntil(lambda: dialog._export.isEnabled(), timeout=20_000)
    titles = [dialog._format.itemText(row) for row in range(dialog._format.count())]
    dialog._format.setCurrentIndex(titles.index("CSV"))
    dialog._format.activated.emit(titles.index("CSV"))
    assert dialog._path.text().endswith(".csv")
    dialog._path.setText(str(tmp_path / "labels.csv"))

    dialog._export.click()

    screen.qtbot.waitUntil(lambda: len(screen.names()) == 1, timeout=20_000)
    assert len((tmp_path / "labels.csv").read_text("utf-8").splitlines()) == 31
    assert "labels.csv" in screen.panel.notices._text.text()
