"""A label changes its colour with its tone, before it is seen and after."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.tone import set_tone

_SHEET = 'QLabel[tone="good"] { color: #00aa00; } QLabel[tone="bad"] { color: #aa0000; }'


def colour(label: QLabel) -> QColor:
    return label.palette().windowText().color()


def test_a_label_wears_its_tone_from_the_first_and_the_next_one_at_once(qtbot: QtBot) -> None:
    label = QLabel("Everything saved")
    qtbot.addWidget(label)
    label.setStyleSheet(_SHEET)

    set_tone(label, "good")
    label.show()
    assert colour(label) == QColor("#00aa00")

    set_tone(label, "bad")
    assert colour(label) == QColor("#aa0000")
