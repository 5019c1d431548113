"""The memo, what was answered last, and the answer that is being given."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import Annotation, AnnotationStatus, Draft
from emoji_labeler.domain.desk import Desk
from emoji_labeler.domain.memo import Memo
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.memo_words import STATUSES, language_name
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.tone import set_tone
from emoji_labeler.ui.widgets.answer_bar import AnswerBar
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.memo_text import MemoText
from emoji_labeler.ui.widgets.saved_list import SavedLine, SavedList
from emoji_labeler.wording import tr

_SAVED_LINES = ((560, 3), (400, 1), (0, 0))
"""From which height of the card on how many of the last answers leave the memo enough room."""


class MemoCard(QFrame):
    """One card: where the memo comes from, its text, the last answers, the note, the answer."""

    also_removed = Signal(str)
    note_written = Signal(str)
    note_left = Signal()
    memo_chosen = Signal(int)

    def __init__(
        self,
        pack: EmojiPack,
        *,
        pictures: Pictures,
        theme: Theme,
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._origin = ElidedLabel(self)
        self._origin.setProperty("tone", "soft")
        self._state = QLabel(self)
        set_tone(self._state, "soft")
        self._language = QLabel(self)
        self._language.setProperty("tone", "faint")
        self._sent_back = QLabel(self)
        self._sent_back.setProperty("tone", "warning")
        self._sent_back.setWordWrap(True)
        self._text = MemoText(self)
        self._saved = SavedList(pictures, theme=theme, parent=self)
        self._saved_lines: list[SavedLine] = []
        self._note = _NoteLine(self)
        self._answer = AnswerBar(
            pack,
            pictures=pictures,
            theme=theme,
            actions=[actions["skip"], actions["flag"]],
            primary=actions["save"],
            parent=self,
        )
        self._furnish()
        self._saved.memo_chosen.connect(self.memo_chosen)
        self._answer.also_removed.connect(self.also_removed)
        self._note.written.connect(self.note_written)
        self._note.left.connect(self.note_left)

    def show_desk(self, desk: Desk | None, *, of: int, share_file: str = "") -> None:
        """Show the memo on the desk; or say that all ``of`` them are answered or none is there.

        ``share_file`` names the file where it is one person's share, which somebody waits for.
        """
        if desk is None:
            self._show_no_memo(_what_next(share_file) if of else _how_to_begin())
            return
        self._origin.setText(_origin(desk.memo))
        self._language.setText(language_name(desk.memo.language))
        text, tone = ("", "soft")
        if desk.annotation is not None:
            text, tone = STATUSES[desk.annotation.answer.status]
        self._state.setText(tr(text) if text else "")
        set_tone(self._state, tone)
        self._sent_back.setText(
            tr("A reviewer asks: {note}", note=desk.sent_back) if desk.sent_back else ""
        )
        self._sent_back.setVisible(bool(desk.sent_back))
        self._text.show_text(desk.memo.text)

    def show_draft(self, draft: Draft) -> None:
        """Show what is chosen for the memo."""
        self._answer.show_draft(draft, advice=tr("Type to search, or press 1–9"))
        self._note.show_note(draft.note)

    def show_saved(self, saved: Sequence[tuple[Memo, Annotation]]) -> None:
        """Show the last answers."""
        self._saved_lines = [
            SavedLine(
                memo_id=memo.id,
                label=annotation.answer.label,
                text=memo.text,
                remark=_remark(annotation),
            )
            for memo, annotation in saved
        ]
        self._fit_saved()

    @property
    def memo_viewport(self) -> QWidget:
        """Where the text of the memo is painted."""
        return self._text.viewport()

    def write_note(self) -> None:
        """Open the line for the note and give it the keyboard."""
        self._note.open()

    def finish_note(self) -> None:
        """Tell the note that is still being written, before something else happens to the memo."""
        self._note.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the last answers out where the memo needs the room."""
        super().resizeEvent(event)
        self._fit_saved()

    def _furnish(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for label in (self._origin, self._state, self._language, self._sent_back):
            label.setFont(font(BODY_PX))
            label.setTextFormat(Qt.TextFormat.PlainText)
        head.addWidget(self._origin, 1)
        head.addWidget(self._state)
        head.addWidget(self._language)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 18, CARD_MARGIN, 18)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self._sent_back)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._saved)
        layout.addWidget(line)
        layout.addWidget(self._note)
        layout.addWidget(self._answer)

    def _fit_saved(self) -> None:
        lines = next(lines for height, lines in _SAVED_LINES if self.height() >= height)
        self._saved.show_lines(self._saved_lines[:lines])

    def _show_no_memo(self, words: str) -> None:
        for label in (self._origin, self._state, self._language):
            label.clear()
        self._sent_back.hide()
        self._text.show_text(words)


class _NoteLine(QLineEdit):
    """The note, there only when it says something or is being written."""

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._saved = ""
        self.setPlaceholderText(tr("Note for whoever reviews this memo. Enter keeps it."))
        self.setAccessibleName(tr("Note"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.editingFinished.connect(self.finish)
        self.returnPressed.connect(self.left)
        self.hide()

    def show_note(self, note: str) -> None:
        """Show the note that the answer has."""
        self._saved = note
        self.setText(note)
        self.setVisible(bool(note) or self.hasFocus())

    def open(self) -> None:
        """Make room and take the keyboard."""
        self.show()
        self.setFocus()

    def finish(self) -> None:
        """Tell what is written, if that is something new."""
        if self.text().strip() != self._saved:
            self.written.emit(self.text())
        self.setVisible(bool(self.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the note as it was on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._saved)
            self.left.emit()
            return
        super().keyPressEvent(event)


def _what_next(share_file: str) -> str:
    """Return what is to be done when every memo has an answer."""
    if not share_file:
        return tr("Every memo has an answer. Ctrl+E exports the training file.")
    return tr(
        "Every memo of your share has an answer. Give the file {name} back to whoever sent it.",
        name=share_file,
    )


def _how_to_begin() -> str:
    return tr("There are no memos in this project yet. Ctrl+I imports some.")


def _origin(memo: Memo) -> str:
    """Return number, theme and source of a memo in one line."""
    parts = [tr("Memo {number}", number=f"{memo.id:,}")]
    parts += [part for part in (memo.theme, memo.source) if part]
    return "  ·  ".join(parts)


def _remark(annotation: Annotation) -> str:
    """Return how long the answer took, if anybody took the time, or what became of the memo."""
    if annotation.answer.status is not AnnotationStatus.SUBMITTED:
        return tr(STATUSES[annotation.answer.status][0])
    if not annotation.lead_time_ms:
        return ""
    return tr("{seconds} s", seconds=f"{annotation.lead_time_ms / 1000:.1f}")
