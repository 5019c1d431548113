"""In a narrow window a button keeps its words and gives up the name of its key."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.widgets.action_button import ActionButton


@pytest.fixture
def button(qtbot: QtBot) -> ActionButton:
    action = QAction("メモの取り込み…")
    action.setShortcut("Ctrl+I")
    button = ActionButton(action)
    qtbot.addWidget(button)
    button.show()
    return button


def test_a_button_with_room_names_its_key(button: ActionButton) -> None:
    button.resize(button.sizeHint())

    assert button.text() == "メモの取り込み   Ctrl+I"


def test_a_narrow_button_keeps_its_words_whole(button: ActionButton) -> None:
    button.resize(button.minimumSizeHint())

    assert button.text() == "メモの取り込み"
    assert button.minimumSizeHint().width() < button.sizeHint().width()


def test_a_button_that_grows_names_its_key_again(button: ActionButton) -> None:
    button.resize(button.minimumSizeHint())
    button.resize(button.sizeHint())

    assert button.text() == "メモの取り込み   Ctrl+I"
    assert button.accessibleName() == "メモの取り込み"
