"""From the sample to the training file, as on somebody's first evening."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from emoji_labeler import resources
from emoji_labeler.ui.dialogs.export_dialog import ExportDialog
from tests.ui.conftest import Hand, Restart

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

WORDS = ("cat", "ねこ", "rain", "雨", "cake", "umbrella", "いぬ", "dog")


def label_twelve(hand: Hand) -> list[str]:
    """Label eight memos by keyboard and four by click; return the texts of the memos."""
    texts = []
    for word in WORDS:
        texts.append(hand.memo)
        hand.type(word)
        if word == "dog":
            hand.press(Qt.Key.Key_Down)
            hand.press(Qt.Key.Key_Up)
        hand.press(Qt.Key.Key_Return)
    for place in range(4):
        texts.append(hand.memo)
        if place == 0:
            hand.click(hand.shown()[5], SHIFT)
        hand.click(hand.shown()[place])
    return texts


def export(hand: Hand, path: Path, qtbot: QtBot) -> str:
    """Export through the dialog; return what the window says about it."""
    hand.press(Qt.Key.Key_E, CONTROL)
    [dialog] = hand.window.findChildren(ExportDialog)
    [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == "Export"]
    qtbot.waitUntil(button.isEnabled)
    [line] = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName()]
    line.setText(str(path))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(hand.notice))
    return hand.notice


def test_from_the_sample_over_a_restart_to_the_training_file(
    start: Restart, tmp_path: Path, qtbot: QtBot
) -> None:
    hand = start(None)
    texts = label_twelve(hand)
    assert len(set(texts)) == 12
    assert hand.window.annotate._session.progress.submitted == 12

    hand.press(Qt.Key.Key_Z, CONTROL, times=3)
    assert hand.memo == texts[9]
    hand = start(None)
    assert hand.memo == texts[9]
    assert hand.window.annotate._session.progress.submitted == 9
    hand.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert hand.window.annotate._session.progress.submitted == 10

    notice = export(hand, tmp_path / "training.jsonl", qtbot)

    assert "10 rows written to training.jsonl" in notice
    lines = (tmp_path / "training.jsonl").read_bytes().decode("utf-8").splitlines()
    rows = [json.loads(line)["messages"] for line in lines]
    said = [{message["role"]: message["content"] for message in row} for row in rows]
    assert sorted(one["user"] for one in said) == sorted(texts[:10])
    assert {one["assistant"] for one in said} <= set(hand.desktop._pack.labels)
    assert len({one["system"] for one in said}) == 1
    assert (resources.data_folder() / "Sample.db").is_file()
