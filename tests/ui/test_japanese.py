"""A window in Japanese holds no English but names and keys."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from emoji_labeler import wording
from emoji_labeler.ui.actions import PLAIN_KEYS
from emoji_labeler.ui.qt_words import speak_qt
from tests.ui.conftest import Hand, Restart

_KEY = r"(?:Ctrl|Alt|Shift|Enter|Return|Esc|Del|F\d+|[A-Z\d]|[+=,\-/⏎←→↑↓– ])+"
_NAMES = {"Emoji Labeler", "Aiko", "diary", "memo", "English", *(keys for keys, _ in PLAIN_KEYS)}


@pytest.fixture
def hand(start: Restart, qapp: QApplication) -> Iterator[Hand]:
    """A person whose window speaks Japanese."""
    wording.speak("ja")
    speak_qt(qapp, language="ja")
    yield start()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    wording.speak("en")


def test_the_window_holds_no_english(hand: Hand) -> None:
    memo_and_names = {hand.memo, hand.window.windowTitle()}

    assert [text for text in _said(hand.window) if text not in memo_and_names] == []


@pytest.mark.parametrize("action", ["shortcuts", "palette", "settings", "order", "annotator"])
def test_a_dialog_holds_no_english(hand: Hand, action: str) -> None:
    hand.window._actions[action].trigger()

    [dialog] = hand.window.findChildren(QDialog)
    assert dialog.isVisible()
    assert _said(dialog) == []
    dialog.close()


def test_qt_speaks_the_language_of_the_window(hand: Hand) -> None:
    hand.window._actions["order"].trigger()

    [dialog] = hand.window.findChildren(QDialog)
    assert "キャンセル" in [button.text() for button in dialog.findChildren(QAbstractButton)]
    dialog.close()


def _said(widget: QWidget) -> list[str]:
    """Return the texts in Latin letters that are neither keys nor names."""
    texts = [label.text() for label in widget.findChildren(QLabel)]
    texts += [button.text().strip() for button in widget.findChildren(QAbstractButton)]
    texts += [line.placeholderText() for line in widget.findChildren(QLineEdit)]
    for box in widget.findChildren(QComboBox):
        texts += [box.itemText(number) for number in range(box.count())]
    texts += [part.accessibleName() for part in widget.findChildren(QWidget)]
    return sorted({text for text in texts if _is_english(text)})


def _is_english(text: str) -> bool:
    is_latin = re.search("[A-Za-z]{2}", text) and not re.search("[ぁ-ヿ一-鿿]", text)
    return bool(is_latin) and text not in _NAMES and not re.fullmatch(_KEY, text)
