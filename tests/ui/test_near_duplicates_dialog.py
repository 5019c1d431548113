"""Two memos at a time that are nearly the same, and what is to become of them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.near_duplicates_dialog import NearDuplicatesDialog
from tests.conftest import add_memos
from tests.ui.conftest import Hand, Restart

WALK = "I walked the dog in the park 🐕 and met an old friend"
TEXTS = (WALK, "tax office", WALK + ".", WALK.replace("old", "odd"), "birthday cake")


class Pairs:
    """The open dialog with its parts."""

    def __init__(self, hand: Hand, *, qtbot: QtBot) -> None:
        self._hand = hand
        self._qtbot = qtbot
        hand.window._actions["near_duplicates"].trigger()
        [self.dialog] = hand.window.findChildren(NearDuplicatesDialog)
        self.wait()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: self._hand.desktop.is_idle)

    def left(self) -> list[tuple[int, int]]:
        return [(pair.first, pair.second) for pair in self.dialog.pairs.pairs]

    def press(self, text: str, *, place: int = 0) -> None:
        buttons = self.dialog.findChildren(QPushButton)
        [one for one in buttons if one.text() == text][place].click()
        self.wait()

    def texts(self) -> list[str]:
        return [edit.toPlainText() for edit in self.dialog.findChildren(QTextEdit)]

    def marked(self) -> list[str]:
        """What stands out in each of the two texts."""
        return [_marked(edit) for edit in self.dialog.findChildren(QTextEdit)]

    def says(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel)]


def _marked(edit: QTextEdit) -> str:
    cursor, found = QTextCursor(edit.document()), ""
    while cursor.movePosition(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
    ):
        if cursor.charFormat().background().style().value:
            found += cursor.selectedText()
        cursor.clearSelection()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "alike.db"
    with ProjectStore.create(path) as project:
        add_memos(project, *TEXTS)
    return path


@pytest.fixture
def pairs(start: Restart, path: Path, qtbot: QtBot) -> Pairs:
    return Pairs(start(path), qtbot=qtbot)


def numbers(path: Path) -> list[int]:
    with ProjectStore.open(path) as project:
        return [memo.id for memo in project.memos.all()]


def test_the_most_alike_come_first_and_both_texts_are_shown(pairs: Pairs) -> None:
    assert pairs.left() == [(1, 3), (1, 4)]
    assert pairs.texts() == [WALK, WALK + "."]
    assert pairs.marked() == ["", "."]
    assert "2 pairs to decide on" in pairs.says()


def test_a_decision_is_kept_and_goes_on_to_the_next_pair(pairs: Pairs, path: Path) -> None:
    pairs.press("Keep both")
    assert pairs.left() == [(1, 4)]
    assert pairs.marked() == ["l", "d"]

    pairs.press("Link")

    assert pairs.left() == []
    with ProjectStore.open(path) as project:
        assert project.memo_pairs.decided() == {(1, 3), (1, 4)}
        assert project.memo_pairs.linked() == ((1, 4),)


def test_dropping_takes_the_memo_and_all_its_pairs_away(
    pairs: Pairs, path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(pairs.dialog.changed):
        pairs.press("Drop this one", place=0)

    assert numbers(path) == [2, 3, 4, 5]
    assert pairs.left() == []


def test_undo_takes_back_one_decision_after_the_other(pairs: Pairs, path: Path) -> None:
    pairs.press("Keep both")
    pairs.press("Drop this one", place=1)
    assert numbers(path) == [1, 2, 3, 5]

    pairs.press("Undo")
    assert (numbers(path), pairs.left()) == ([1, 2, 3, 4, 5], [(1, 4)])
    pairs.press("Undo")

    assert pairs.left() == [(1, 3), (1, 4)]
    with ProjectStore.open(path) as project:
        assert project.memo_pairs.decided() == frozenset()


def test_an_answered_memo_cannot_be_dropped(start: Restart, path: Path, qtbot: QtBot) -> None:
    hand = start(path)
    hand.label("dog")
    pairs = Pairs(hand, qtbot=qtbot)

    drops = [one for one in pairs.dialog.findChildren(QPushButton) if one.text() == "Drop this one"]

    assert [one.isEnabled() for one in drops] == [False, True]


def test_where_no_two_are_alike_that_is_said_in_place_of_an_empty_list(
    start: Restart, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "all-different.db"
    with ProjectStore.create(path) as project:
        add_memos(project, "tax office", "birthday cake")
    pairs = Pairs(start(path), qtbot=qtbot)

    assert not pairs.dialog._list.isVisible()
    assert "No pairs" in pairs.says()
    assert any("No two memos are 70% alike" in one and "lower share" in one for one in pairs.says())

    pairs.dialog._alike.setCurrentIndex(pairs.dialog._alike.count() - 1)
    pairs.wait()
    assert not any("lower share" in one for one in pairs.says())


def test_when_all_is_decided_the_decisions_are_counted(pairs: Pairs) -> None:
    pairs.press("Keep both")
    assert pairs.dialog._list.isVisible()

    pairs.press("Keep both")

    assert "All pairs are decided" in pairs.says()
    assert any(one.startswith("2 decisions made.") for one in pairs.says())
    pairs.press("Undo")
    assert pairs.dialog._list.isVisible()
    assert not pairs.dialog._nothing.isVisible()
