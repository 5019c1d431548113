"""The last answers, so that a slip is seen at once."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_LINE = 32
_HEAD = 24
_PICTURE_SIDE = 22


class SavedLine(NamedTuple):
    """One answer: its memo, its label, and how long it took or what became of it."""

    memo_id: int
    label: str
    text: str
    remark: str


class SavedList(QWidget):
    """As many of the last answers as there is room for, newest first; a click goes back to one."""

    memo_chosen = Signal(int)

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._lines: Sequence[SavedLine] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.sharpened.connect(self.update)
        theme.changed.connect(self.update)

    def show_lines(self, lines: Sequence[SavedLine]) -> None:
        """Show these."""
        self._lines = lines
        self.setVisible(bool(lines))
        self.setAccessibleName(
            tr("Last saved") + ": " + "; ".join(f"{line.label} — {line.text}" for line in lines)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Leave room for the head and every line."""
        return QSize(100, _HEAD + _LINE * len(self._lines))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the memo of the line under the mouse."""
        line = (int(event.position().y()) - _HEAD) // _LINE
        if 0 <= line < len(self._lines):
            self.memo_chosen.emit(self._lines[line].memo_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head and the lines."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(tokens.text_faint))
        painter.drawText(QPointF(0, 14), tr("Last saved"))
        for number, line in enumerate(self._lines):
            self._paint_line(painter, line, top=_HEAD + number * _LINE)

    def _paint_line(self, painter: QPainter, line: SavedLine, *, top: int) -> None:
        tokens = self._theme.tokens
        if line.label:
            image = self._pictures.image(
                line.label, side=_PICTURE_SIDE, scale=self.devicePixelRatioF()
            )
            painter.drawImage(QPointF(0, top + (_LINE - _PICTURE_SIDE) // 2), image)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(tokens.text_faint))
        remark_width = painter.fontMetrics().horizontalAdvance(line.remark)
        remark = QRectF(self.width() - remark_width - 2, top, remark_width + 2, _LINE)
        painter.drawText(remark, Qt.AlignmentFlag.AlignVCenter, line.remark)
        painter.setFont(font(BODY_PX))
        painter.setPen(QColor(tokens.text_soft))
        left = _PICTURE_SIDE + 10
        room = QRectF(left, top, remark.left() - left - 12, _LINE)
        text = painter.fontMetrics().elidedText(
            " ".join(line.text.split()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
