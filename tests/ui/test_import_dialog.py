"""Importing in the window: what is shown before, what comes in, what is refused and said."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.services.label_mapping import ForeignLabel, keep_label_mapping
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.dialogs.import_dialog import ImportDialog

CSV = "topic,memo\npets,the dog barked\nweather,snow in May\npets,\n"


class Importing:
    """The dialog over a project of five memos, with its parts."""

    def __init__(
        self,
        dialog: ImportDialog,
        *,
        qtbot: QtBot,
        background: Background,
        asked: list[tuple[ForeignLabel, ...]],
    ) -> None:
        self.dialog = dialog
        self.asked = asked
        self._qtbot = qtbot
        self._background = background

    def look_at(self, file: Path) -> None:
        self.dialog.look_at(file)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing runs beside the dialog."""
        self._qtbot.waitUntil(lambda: self._background.is_idle)

    def press(self, text: str) -> None:
        self.button(text).click()

    def button(self, text: str) -> QPushButton:
        [found] = [one for one in self.dialog.findChildren(QPushButton) if one.text() == text]
        return found

    def box(self, name: str) -> QComboBox:
        """The box of that name."""
        boxes = self.dialog.findChildren(QComboBox)
        [found] = [box for box in boxes if box.accessibleName() == name]
        return found

    def columns(self) -> list[str]:
        """The chosen column for text, theme, label and annotator."""
        return [self.box(name).currentText() for name in ("Text", "Theme", "Label", "Annotator")]

    def lines(self) -> list[str]:
        [shown] = self.dialog.findChildren(QListWidget)
        return [shown.item(row).text() for row in range(shown.count())]

    def says(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel)]


@pytest.fixture
def importing(qtbot: QtBot, project_path: Path, settings_path: Path) -> Iterator[Importing]:
    background = Background(on_error=lambda error: pytest.fail(str(error)))
    parent = QWidget()
    qtbot.addWidget(parent)
    asked: list[tuple[ForeignLabel, ...]] = []

    def map_labels(labels: Sequence[ForeignLabel], then: Callable[[], None]) -> None:
        asked.append(tuple(labels))
        keep_label_mapping(project_path, {one.raw: "cat-face" for one in labels})
        then()

    dialog = ImportDialog(
        project_path,
        pack=load_pack(resources.emoji_pack_folder()),
        map_labels=map_labels,
        background=background,
        settings=SettingsFile(settings_path),
        parent=parent,
    )
    dialog.show()
    yield Importing(dialog, qtbot=qtbot, background=background, asked=asked)
    background.close()


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """Two memos with themes, and a third row without a text."""
    path = tmp_path / "memos.csv"
    path.write_text(CSV, "utf-8")
    return path


def texts(project_path: Path) -> list[str]:
    with ProjectStore.open(project_path) as project:
        return [memo.text for memo in project.memos.all()]


def test_the_first_memos_and_the_guessed_columns_are_shown(importing: Importing, csv: Path) -> None:
    importing.look_at(csv)

    assert importing.lines()[:2] == ["the dog barked", "snow in May"]
    assert importing.columns() == ["memo", "topic", "", ""]
    assert "memos.csv" in importing.says()


def test_nothing_is_imported_by_looking(
    importing: Importing, csv: Path, project_path: Path
) -> None:
    importing.look_at(csv)

    assert len(texts(project_path)) == 5


def test_another_column_for_the_text_shows_its_memos(importing: Importing, csv: Path) -> None:
    importing.look_at(csv)

    importing.box("Theme").setCurrentText("")
    importing.box("Text").setCurrentText("topic")
    importing.wait()

    assert importing.lines()[:2] == ["pets", "weather"]


def test_import_brings_the_memos_in_and_says_so(
    importing: Importing, csv: Path, project_path: Path, qtbot: QtBot
) -> None:
    importing.look_at(csv)

    with qtbot.waitSignal(importing.dialog.imported):
        importing.press("Import")

    assert texts(project_path)[5:] == ["the dog barked", "snow in May"]
    with ProjectStore.open(project_path) as project:
        memo = project.memos.with_text("snow in May")
    assert memo is not None
    assert memo.theme == "weather"
    assert "2 memos imported" in importing.says()
    assert importing.button("Import").isHidden()
    assert importing.button("Close").isVisible()


def test_a_refused_row_is_listed_with_its_line(
    importing: Importing, csv: Path, qtbot: QtBot
) -> None:
    importing.look_at(csv)
    assert importing.lines()[2:] == ["Line 4: The text is empty."]

    with qtbot.waitSignal(importing.dialog.imported):
        importing.press("Import")

    assert importing.lines() == ["Line 4: The text is empty."]
    assert "1 refused, listed below" in importing.says()


def test_a_broken_file_is_said_in_three_parts_and_cannot_be_imported(
    importing: Importing, tmp_path: Path
) -> None:
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 30)

    importing.look_at(path)

    [said] = [text for text in importing.says() if text.startswith("photo.csv was not imported.")]
    assert said.count(".") >= 3
    assert importing.lines() == []
    assert not importing.button("Import").isEnabled()


def test_a_file_that_breaks_after_it_was_shown_cannot_be_imported_any_more(
    importing: Importing, csv: Path
) -> None:
    importing.look_at(csv)
    csv.unlink()

    importing.box("Theme").setCurrentText("")
    importing.wait()

    assert any(text.startswith("memos.csv was not imported.") for text in importing.says())
    assert not importing.button("Import").isEnabled()


def test_cancel_closes_and_leaves_the_project_as_it_was(
    importing: Importing, csv: Path, project_path: Path
) -> None:
    importing.look_at(csv)

    importing.press("Cancel")

    assert not importing.dialog.isVisible()
    assert len(texts(project_path)) == 5


def test_cancel_during_the_import_leaves_the_project_as_it_was(
    importing: Importing, tmp_path: Path, project_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "many.txt"
    file.write_text("".join(f"memo number {number}\n" for number in range(20_000)), "utf-8")
    importing.look_at(file)

    with qtbot.assertNotEmitted(importing.dialog.imported):
        importing.press("Import")
        importing.press("Cancel")
        importing.wait()

    assert not importing.dialog.isVisible()
    assert len(texts(project_path)) == 5


def test_a_file_in_another_encoding_or_with_another_delimiter_can_be_read_so(
    importing: Importing, tmp_path: Path
) -> None:
    file = tmp_path / "memos.csv"
    file.write_bytes("本文~テーマ\n猫が寝た~猫\n".encode("cp932"))
    importing.look_at(file)
    assert importing.box("Characters").currentText() == "Shift_JIS (CP932)"

    importing.box("Between columns").setEditText("~")
    line = importing.box("Between columns").lineEdit()
    assert line is not None
    line.editingFinished.emit()
    importing.wait()

    assert importing.lines() == ["猫が寝た"]
    assert importing.columns()[:2] == ["本文", "テーマ"]


def test_a_table_without_a_header_is_imported_as_it_was_shown(
    importing: Importing, tmp_path: Path, project_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "memos.csv"
    file.write_text("1,the sun came out\n2,a long walk home\n", "utf-8")
    importing.look_at(file)
    assert importing.lines() == ["the sun came out", "a long walk home"]

    with qtbot.waitSignal(importing.dialog.imported):
        importing.press("Import")

    assert texts(project_path)[5:] == ["the sun came out", "a long walk home"]


def test_labels_that_nobody_knows_are_mapped_once_and_come_in(
    importing: Importing, tmp_path: Path, project_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "memos.csv"
    file.write_text("text,label\nthe cat slept,Katze\nsnow,umbrella\n", "utf-8")
    importing.look_at(file)
    assert importing.lines() == ["the cat slept   →  Katze", "snow   →  umbrella"]
    said = "2 answers  ·  2 labels  ·  1 label is not in the pack  ·  1 answer would stay behind"
    assert said in importing.says()

    importing.press("Map labels…")
    importing.wait()
    assert [one.raw for one in importing.asked[0]] == ["Katze"]
    assert "2 answers  ·  2 labels" in importing.says()
    with qtbot.waitSignal(importing.dialog.imported):
        importing.press("Import")

    with ProjectStore.open(project_path) as project:
        answers = [(one.text, one.annotator, one.label) for one in project.memo_answers.all()]
    assert ("the cat slept", "Aiko", "cat-face") in answers
    assert ("snow", "Aiko", "umbrella") in answers


def test_refused_rows_are_saved_to_be_mended(
    importing: Importing, csv: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    importing.look_at(csv)
    with qtbot.waitSignal(importing.dialog.imported):
        importing.press("Import")
    assert importing.button("Save refused rows…").isVisible()

    importing.dialog.save_refused(tmp_path / "refused.csv")
    importing.wait()

    assert (tmp_path / "refused.csv").read_text("utf-8") == "topic,memo\npets,\n"
    said = "1 row saved as refused.csv. Mend them there, then import that file."
    assert said in importing.says()
