"""Qt's classes are there before a screen needs them."""

from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler.ui.qt_classes import ClassMaking


def test_every_class_of_widgets_is_made_and_then_nothing_goes_on(
    qapp: QApplication, qtbot: QtBot
) -> None:
    making = ClassMaking(qapp)
    making.begin()
    assert making._timer.isActive()
    qtbot.waitUntil(lambda: not making._timer.isActive())

    assert {"QWizard", "QCalendarWidget", "QUndoView"} <= vars(QtWidgets).keys()
