"""Going to a memo by its number or by words in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.dialogs.jump_dialog import JumpDialog
from tests.ui.conftest import Hand

CONTROL = Qt.KeyboardModifier.ControlModifier


class Jump:
    """The open dialog with its parts."""

    def __init__(self, hand: Hand) -> None:
        hand.press(Qt.Key.Key_G, CONTROL)
        [self.dialog] = hand.window.findChildren(JumpDialog)
        [self.line] = self.dialog.findChildren(QLineEdit)
        [self.list] = self.dialog.findChildren(QListWidget)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.line, text)

    def enter(self) -> None:
        QTest.keyClick(self.line, Qt.Key.Key_Return)


@pytest.fixture
def jump(hand: Hand) -> Jump:
    return Jump(hand)


def test_a_number_goes_to_that_memo(hand: Hand, jump: Jump) -> None:
    jump.type("4")
    jump.enter()

    assert hand.memo == "birthday cake"
    assert not jump.dialog.isVisible()


@pytest.mark.parametrize("number", ["0", "99", "9" * 30, "9" * 5000])
def test_a_number_that_no_memo_has_is_said_to_be_none(hand: Hand, jump: Jump, number: str) -> None:
    jump.line.setText(number)
    jump.enter()

    assert hand.notice.startswith("No other memo was opened. There is no memo number")
    assert hand.memo == "the cat slept"


def test_words_list_the_memos_that_hold_them(hand: Hand, jump: Jump, qtbot: QtBot) -> None:
    jump.line.setText("会議")
    qtbot.waitUntil(lambda: jump.list.count() == 1)
    jump.enter()

    assert hand.memo == "会議が長い"


def test_words_that_no_memo_holds_say_so(hand: Hand, jump: Jump, qtbot: QtBot) -> None:
    jump.type("zebra")
    says = [label.text for label in jump.dialog.findChildren(QLabel)]
    qtbot.waitUntil(lambda: any(text() == "No memo holds these words." for text in says))
    jump.enter()

    assert hand.memo == "the cat slept"
    assert jump.dialog.isVisible()


def test_enter_never_takes_a_memo_found_for_other_words(
    hand: Hand, jump: Jump, qtbot: QtBot
) -> None:
    jump.type("rain")
    qtbot.waitUntil(lambda: jump.list.count() == 1)

    jump.line.setText("tax")
    jump.enter()

    assert hand.memo == "the cat slept"
    qtbot.waitUntil(lambda: jump.list.count() == 1)
    jump.enter()
    assert hand.memo == "tax office"


def test_the_arrows_choose_among_the_memos_found_and_go_round(
    hand: Hand, jump: Jump, qtbot: QtBot
) -> None:
    jump.type("t")
    qtbot.waitUntil(lambda: jump.list.count() == 3)

    rows = [jump.list.currentRow()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(jump.line, key)
        rows.append(jump.list.currentRow())
    assert rows == [0, 1, 2, 0, 2]
    jump.enter()

    assert hand.memo == "tax office"


def test_the_arrows_do_nothing_while_nothing_is_found(hand: Hand, jump: Jump) -> None:
    QTest.keyClick(jump.line, Qt.Key.Key_Up)
    QTest.keyClick(jump.line, Qt.Key.Key_Down)
    jump.enter()

    assert jump.dialog.isVisible()
    assert hand.memo == "the cat slept"
