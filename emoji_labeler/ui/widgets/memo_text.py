"""The memo in large type, as plain text whatever it holds."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from emoji_labeler.ui.fonts import memo_font
from emoji_labeler.wording import tr

_LINE_HEIGHT_PERCENT = 118.0
_SIZES_PX = (27, 24, 22, 20, 18, 17)


class MemoText(QTextEdit):
    """Shows one text in the largest type in which all of it is seen; never takes the keyboard.

    A text too long for the smallest type scrolls.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setProperty("role", "memo")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(tr("Memo"))
        self.document().setDocumentMargin(0)

    def show_text(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setPlainText(text)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            _LINE_HEIGHT_PERCENT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the largest type again."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Find it again when the colours have changed: the style brings its own size along."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Try the types on the document alone: a widget that changes its font is styled anew."""
        room = self.maximumViewportSize().height()
        document = self.document()
        for size in _SIZES_PX:
            document.setDefaultFont(memo_font(size))
            if document.size().height() <= room:
                break
        if self.font() != document.defaultFont():
            self.setFont(document.defaultFont())
