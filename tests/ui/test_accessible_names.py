"""A screen reader can say what every part of the window is."""

import sqlite3
from contextlib import closing

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.ui.conftest import Hand


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def is_part(widget: QWidget) -> bool:
    """Whether a widget says or does something itself, rather than hold others or the words."""
    if isinstance(widget, QAbstractButton):
        # The sign in front of the search is a button for Qt alone.
        return not isinstance(widget.parent(), QLineEdit)
    own = type(widget).__module__.startswith("emoji_labeler.")
    return own and widget.layout() is None and not isinstance(widget, QLabel)


def nameless(root: QWidget) -> list[str]:
    """The parts in view that have no name."""
    parts = [part for part in root.findChildren(QWidget) if is_part(part) and part.isVisible()]
    return [type(part).__name__ for part in parts if not spoken(part).strip()]


def test_every_part_of_the_window_has_a_name(hand: Hand) -> None:
    assert nameless(hand.window) == []


def test_every_part_has_a_name_once_there_are_answers(hand: Hand) -> None:
    hand.window.resize(1280, 900)
    hand.label("cat")
    hand.label("rain")
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    hand.type("dog")
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert nameless(hand.window) == []
    assert "the cat slept" in spoken(hand.window.annotate._card._saved)


def test_an_error_is_named_as_it_reads(hand: Hand) -> None:
    with closing(sqlite3.connect(hand.desktop._project.path)) as other, other:
        other.execute("begin immediate")
        hand.desktop._project._connection.execute("pragma busy_timeout = 1")
        hand.label("cat")
    other.close()

    assert hand.notice.startswith("The answer was not saved.")
    assert spoken(hand.window.annotate.notices) == hand.notice


def test_the_grid_says_how_many_there_are_and_what_each_is_called(hand: Hand) -> None:
    interface = QAccessible.queryAccessibleInterface(hand.grid)

    assert interface.role() == QAccessible.Role.List
    assert interface.childCount() == len(hand.shown())
    first = interface.child(0)
    assert first.text(QAccessible.Text.Name) == "grinning face, にっこり笑う"


def test_tab_goes_from_the_search_to_the_strip_and_the_answer(hand: Hand) -> None:
    hand.label("cat")
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    visited = []
    for _ in range(12):
        hand.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        visited.append(spoken(focused))

    assert "Save and next" in visited
    assert "Skip" in visited
    assert any(name.startswith("Pick 1") for name in visited)
