"""A line of plain text that ends in an ellipsis where it does not fit."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from emoji_labeler.ui.fonts import line_height


class ElidedLabel(QLabel):
    """A label that never asks for more width than there is; the whole text is in its tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def sizeHint(self) -> QSize:
        """Be as high as Japanese is, so that nothing moves when some comes."""
        return super().sizeHint().expandedTo(QSize(0, line_height(self.font().pixelSize())))

    def minimumSizeHint(self) -> QSize:
        """Shrink as far as need be."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        if shown == whole:
            self.setToolTip("")
            super().paintEvent(event)
            return
        # As markup that says the text itself: a tip would take a text with tags in it for markup.
        self.setToolTip(Qt.convertFromPlainText(whole, Qt.WhiteSpaceMode.WhiteSpaceNormal))
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), self.alignment(), shown)
