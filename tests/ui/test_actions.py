"""The action table is what the palette, the shortcut sheet and the keys are drawn from."""

import re
from collections import Counter
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListWidget

from emoji_labeler import resources, wording
from emoji_labeler.ui.actions import PLAIN_KEYS, ROWS
from emoji_labeler.ui.dialogs.command_palette import CommandPalette
from emoji_labeler.ui.dialogs.shortcut_sheet import ShortcutSheet
from tests.ui.conftest import Hand

D = TypeVar("D", bound=QDialog)

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(hand: Hand, kind: type[D], key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> D:
    """Press a key; return the dialog that it opened."""
    hand.press(key, *modifiers)
    [dialog] = hand.window.findChildren(kind)
    assert dialog.isVisible()
    return dialog


def texts(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_every_row_has_a_name_of_its_own_and_words() -> None:
    assert all(row.name and row.text and row.section for row in ROWS)
    assert len({row.name for row in ROWS}) == len({row.text for row in ROWS}) == len(ROWS)


def test_every_icon_of_the_table_is_there() -> None:
    folder = resources.assets_folder() / "icons"

    assert [row.icon for row in ROWS if not (folder / f"{row.icon}.svg").is_file()] == []


def test_every_key_of_the_table_is_one_that_qt_knows() -> None:
    unknown = [key for row in ROWS for key in row.keys if not QKeySequence(key).toString()]

    assert unknown == []


def test_no_key_means_two_things(hand: Hand) -> None:
    hand.window.annotate.picker.warm_up()
    keys = Counter(
        key.toString() for _, action in hand.window._actions for key in action.shortcuts()
    )
    keys.update(one.key().toString() for one in hand.window.findChildren(QShortcut))

    assert [key for key, times in keys.items() if times > 1] == []
    assert {f"Alt+{number}" for number in range(1, 10)} < set(keys)


def test_every_action_speaks_the_language_of_the_person(hand: Hand) -> None:
    untold = [
        row.name for row, action in hand.window._actions if action.text() != wording.tr(row.text)
    ]

    # The annotator's button carries the name of the person instead.
    assert untold == ["annotator"]


def test_the_palette_lists_every_row_that_can_be_done_now(hand: Hand) -> None:
    palette = opened(hand, CommandPalette, Qt.Key.Key_K, CONTROL)

    shown = texts(palette)
    expected = [
        a.text() for row, a in hand.window._actions if a.isEnabled() and row.name != "palette"
    ]
    assert [text for text in shown if text in expected] == expected


def test_the_palette_does_what_is_typed(hand: Hand) -> None:
    palette = opened(hand, CommandPalette, Qt.Key.Key_K, CONTROL)
    line = palette.findChildren(QLineEdit)[0]

    QTest.keyClicks(line, "skip")
    assert palette.findChildren(QListWidget)[0].count() == 2
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert hand.memo == "rain all day"


def test_the_palette_says_when_no_command_holds_the_words(hand: Hand) -> None:
    palette = opened(hand, CommandPalette, Qt.Key.Key_K, CONTROL)
    line = palette.findChildren(QLineEdit)[0]
    [nothing] = [one for one in palette.findChildren(QLabel) if one.text().startswith("No command")]

    assert not nothing.isVisible()
    QTest.keyClicks(line, "expa")
    assert nothing.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert not nothing.isVisible()


def test_the_shortcut_sheet_lists_every_row_that_has_a_key(hand: Hand) -> None:
    shown = texts(opened(hand, ShortcutSheet, Qt.Key.Key_F1))

    for row in ROWS:
        if row.keys:
            keys = " / ".join(QKeySequence(key).toString() for key in row.keys)
            assert keys in shown, row.name
            assert row.text.rstrip("…") in shown
    for keys, text in PLAIN_KEYS:
        assert keys in shown
        assert text in shown


def test_keys_named_in_the_hints_belong_to_a_row() -> None:
    from emoji_labeler.ui.widgets.hint_line import _HINTS

    named = {key for _, text in _HINTS for key in re.findall(r"\b(?:Ctrl\+\w|F\d)\b", text)}

    assert named
    assert named <= {key for row in ROWS for key in row.keys}
