"""What people and models write is shown as it is written, never as markup."""

from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QLabel, QWidget

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.memo_draft import MemoDraft
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.ui.panel_table import ROWS as PANELS
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from tests.ui.conftest import Hand, Restart

MARKUP = '<b>x</b><img src="http://localhost:9/x.png">'


@pytest.fixture
def hand(start: Restart, tmp_path: Path) -> Hand:
    """A person before a memo that is all markup."""
    path = tmp_path / "markup.db"
    with ProjectStore.create(path) as store:
        draft = MemoDraft(text=MARKUP, theme=MARKUP, language=MARKUP, source=MARKUP)
        store.memos.add([draft])
    return start(path)


def as_shown(label: QLabel) -> str:
    """What a person reads on a label."""
    if label.textFormat() == Qt.TextFormat.PlainText or not Qt.mightBeRichText(label.text()):
        return label.text()
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


def tip_as_shown(widget: QWidget) -> str:
    """What a person reads in the tip of a widget."""
    label = QLabel(widget.toolTip())
    return as_shown(label)


def all_labels(hand: Hand) -> str:
    return "\n".join(as_shown(label) for label in hand.window.findChildren(QLabel))


def test_a_memo_is_shown_literally(hand: Hand) -> None:
    text = hand.window.annotate._card._text

    assert text.toPlainText() == MARKUP
    assert not text.acceptRichText()


def test_theme_source_and_language_are_shown_literally(hand: Hand) -> None:
    assert f"{MARKUP}  ·  {MARKUP}" in all_labels(hand)
    assert hand.window.annotate._card._language.textFormat() == Qt.TextFormat.PlainText


def test_a_line_that_does_not_fit_shows_its_text_literally_in_its_tip(hand: Hand) -> None:
    [origin] = [x for x in hand.window.findChildren(ElidedLabel) if MARKUP in x.text()]
    origin.grab()

    assert MARKUP in tip_as_shown(origin)


def test_a_note_is_shown_literally(hand: Hand) -> None:
    hand.window.annotate._put_note(MARKUP)

    assert hand.window.annotate._card._note.text() == MARKUP


def test_a_search_without_results_repeats_the_words_literally(hand: Hand) -> None:
    hand.type(MARKUP)

    assert MARKUP in all_labels(hand)


def test_an_error_is_shown_literally(hand: Hand) -> None:
    hand.window.project_wanted.emit(Path(f"{MARKUP.replace('/', '')}.db"))

    assert "<b>x<b>" in hand.notice
    assert hand.notice in all_labels(hand)


def test_a_label_that_the_pack_does_not_have_is_shown_literally(hand: Hand) -> None:
    hand.window.annotate._session.draft_changed(Draft(label=MARKUP))
    hand.window.annotate._show_draft()

    assert hand.window.annotate._card._answer._name.text() == MARKUP
    assert MARKUP in all_labels(hand)


def test_the_name_of_an_annotator_is_shown_literally(hand: Hand) -> None:
    hand.window.annotator_wanted.emit(f"R&D {MARKUP}")
    hand.window._actions["palette"].trigger()

    assert f"R&D {MARKUP}" in all_labels(hand)
    button = hand.window._side._buttons[len(PANELS)][0]
    assert button.text().strip() == f"R&&D {MARKUP}"
