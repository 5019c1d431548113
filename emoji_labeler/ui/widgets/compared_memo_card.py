"""One of two memos that are nearly the same, with what is different in it marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from emoji_labeler.domain.near_duplicate import ComparedMemo
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font, memo_font
from emoji_labeler.ui.memo_words import language_name, local_time
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr, tr_count

_TEXT_PX = 17


class ComparedMemoCard(QFrame):
    """Text, origin, and a button to drop the memo, unless somebody has answered it."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._theme = theme
        self._shown: ComparedMemo | None = None
        self._title = QLabel(self)
        self._title.setFont(font(BODY_PX + 1, weight=font().Weight.DemiBold))
        self._text = QTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setProperty("role", "memo")
        self._text.setFont(memo_font(_TEXT_PX))
        self._text.setAccessibleName(tr("Memo"))
        self._origin = QLabel(self)
        self._origin.setFont(font(SMALL_PX))
        self._origin.setProperty("tone", "soft")
        self._origin.setWordWrap(True)
        self._origin.setTextFormat(Qt.TextFormat.PlainText)
        self.drop = QPushButton(tr("Drop this one"), self)
        self.drop.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._origin)
        layout.addWidget(self.drop)
        theme.changed.connect(self._mark)

    def show_memo(self, memo: ComparedMemo | None) -> None:
        """Show a memo, or none."""
        self._shown = memo
        self.setVisible(memo is not None)
        if memo is None:
            return
        details = memo.details
        self._title.setText(tr("Memo {number}", number=f"{details.memo.id:,}"))
        self._text.setPlainText(details.memo.text)
        self._mark()
        answers = len(details.history)
        about = (
            details.memo.theme,
            language_name(details.memo.language),
            details.memo.source,
            local_time(details.imported_at),
            tr_count("{count} answer", "{count} answers", count=answers) if answers else "",
        )
        self._origin.setText("  ·  ".join(filter(None, about)))
        self.drop.setEnabled(not answers)
        self.drop.setToolTip(tr("A memo that was answered stays.") if answers else "")

    def _mark(self) -> None:
        """Lay a colour under what the other memo has not."""
        if self._shown is None:
            return
        marked = QTextCharFormat()
        marked.setBackground(QColor(self._theme.tokens.warning_wash))
        marked.setForeground(QColor(self._theme.tokens.warning))
        text, cursor = self._shown.details.memo.text, QTextCursor(self._text.document())
        for begin, end in self._shown.parts:
            cursor.setPosition(_qt_place(text, begin))
            cursor.setPosition(_qt_place(text, end), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(marked)


def _qt_place(text: str, place: int) -> int:
    """Return the place as Qt counts: characters beyond U+FFFF are two, CR LF is one."""
    before = text[:place].replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2
