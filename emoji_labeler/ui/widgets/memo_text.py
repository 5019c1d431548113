"""The memo in large type, as plain text whatever it holds."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from emoji_labeler.ui.fonts import memo_font
from emoji_labeler.wording import tr

_LINE_HEIGHT_PERCENT = 125.0
_SIZES_PX = ((90, 27), (260, 24), (600, 20))
_SMALLEST_PX = 17


class MemoText(QTextEdit):
    """Shows one text; a long one in smaller type. It never takes the keyboard."""

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
        width = sum(2 if ord(character) > 0x2E7F else 1 for character in text) / 2
        size = next((px for longest, px in _SIZES_PX if width <= longest), _SMALLEST_PX)
        self.setFont(memo_font(size))
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            _LINE_HEIGHT_PERCENT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        )
        cursor.mergeBlockFormat(spacing)
        self.moveCursor(QTextCursor.MoveOperation.Start)
