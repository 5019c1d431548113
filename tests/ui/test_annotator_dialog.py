"""Who is labelling: seen at a glance, changed with two keys."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.annotator import Role
from emoji_labeler.services.staffing import give_role
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.dialogs.annotator_dialog import AnnotatorDialog
from tests.ui.conftest import Hand, Restart

CTRL = Qt.KeyboardModifier.ControlModifier


def open_dialog(hand: Hand, qtbot: QtBot) -> AnnotatorDialog:
    hand.press(Qt.Key.Key_U, CTRL)
    (dialog,) = hand.window.findChildren(AnnotatorDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog._people)
    return dialog


def test_two_keys_switch_to_somebody_else(project_path: Path, start: Restart, qtbot: QtBot) -> None:
    with ProjectStore.open(project_path) as project:
        for name in ("Aiko", "Ben"):
            project.annotators.named(name)
        give_role(project, "Ben", Role.REVIEWER)
    hand = start()

    open_dialog(hand, qtbot)
    hand.press(Qt.Key.Key_2)

    assert hand.window._actions["annotator"].text() == "Ben  ·  reviewer"
    assert hand.window.annotate._session.annotator.name == "Ben"


def test_enter_keeps_who_is_there(hand: Hand, qtbot: QtBot) -> None:
    open_dialog(hand, qtbot)
    hand.press(Qt.Key.Key_Return)

    assert hand.window.annotate._session.annotator.name == "Aiko"


def test_a_new_name_may_hold_digits(hand: Hand, qtbot: QtBot) -> None:
    dialog = open_dialog(hand, qtbot)
    dialog._new.setFocus()
    QApplication.processEvents()
    hand.type("Agent 1")
    hand.press(Qt.Key.Key_Return)

    assert hand.window.annotate._session.annotator.name == "Agent 1"
