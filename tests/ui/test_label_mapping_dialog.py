"""Saying once what the labels of another program mean."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from emoji_labeler.services.label_mapping import ForeignLabel
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.label_mapping_dialog import LabelMappingDialog
from tests.ui.conftest import Hand

LABELS = [
    ForeignLabel(raw="Katze", answers=12, guess="cat-face"),
    ForeignLabel(raw="Müll", answers=1, guess=""),
    ForeignLabel(raw="Regen", answers=3, guess="umbrella"),
]


class Mapping:
    """The open dialog with its parts."""

    def __init__(self, hand: Hand) -> None:
        self.kept = 0
        hand.wait_for_search()
        hand.window._dialogs._map_labels(LABELS, then=self.count, parent=hand.window)
        [self.dialog] = hand.window.findChildren(LabelMappingDialog)
        lists = self.dialog.findChildren(QListView)
        [self.list] = [one for one in lists if one.accessibleName() == "Labels"]

    def count(self) -> None:
        self.kept += 1

    def rows(self) -> list[str]:
        shown = self.list.model()
        return [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]

    def press(self, text: str) -> None:
        buttons = self.dialog.findChildren(QPushButton)
        [found] = [one for one in buttons if one.text().startswith(text)]
        found.click()


@pytest.fixture
def mapping(hand: Hand) -> Mapping:
    return Mapping(hand)


def test_every_label_is_listed_with_its_answers(mapping: Mapping) -> None:
    assert mapping.rows() == ["Katze\n12 answers", "Müll\n1 answer", "Regen\n3 answers"]


def test_a_picture_decides_a_label_and_goes_on_to_the_next(
    mapping: Mapping, hand: Hand, qtbot: QtBot, project_path: Path
) -> None:
    mapping.dialog.picker.box.setText("cat face")
    hand.press(Qt.Key.Key_Return)
    assert mapping.rows()[0] == "Katze\ncat face"
    assert mapping.list.currentIndex().row() == 1

    mapping.press("Leave its answers out")
    mapping.press("Take “umbrella”")
    mapping.press("Keep")
    qtbot.waitUntil(lambda: mapping.kept == 1)

    with ProjectStore.open(project_path) as project:
        assert project.label_mappings.all() == {
            "Katze": "cat-face",
            "Müll": "",
            "Regen": "umbrella",
        }


def test_nothing_is_kept_when_somebody_changes_their_mind(
    mapping: Mapping, project_path: Path
) -> None:
    mapping.press("Take “cat face”")
    mapping.press("Cancel")

    with ProjectStore.open(project_path) as project:
        assert project.label_mappings.all() == {}
    assert mapping.kept == 0


def test_a_label_is_decided_by_the_number_of_a_result(mapping: Mapping, hand: Hand) -> None:
    mapping.dialog.picker.box.setText("cat face")

    hand.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)

    assert mapping.rows()[0] == "Katze\ncat face"
