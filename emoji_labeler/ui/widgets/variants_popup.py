"""The variants of one emoji, side by side."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme

_CELL = 56
_PICTURE_SIDE = 40
_PADDING = 6


class VariantsPopup(QWidget):
    """A line of pictures; arrows move, Enter or a click takes, Esc closes."""

    emoji_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self, pack: EmojiPack, *, pictures: Pictures, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._pack = pack
        self._pictures = pictures
        self._theme = theme
        self._family: tuple[Emoji, ...] = ()
        self._current = 0
        self.setMouseTracking(True)

    def open_for(self, label: str, *, at: QPoint) -> None:
        """Open below ``at`` (global) with the family of ``label``; nothing for a single one."""
        self._family = self._pack.variants(label)
        if len(self._family) < 2:
            return
        self._current = next(i for i, emoji in enumerate(self._family) if emoji.label == label)
        self.resize(len(self._family) * _CELL + 2 * _PADDING, _CELL + 2 * _PADDING)
        screen = self.screen().availableGeometry()
        self.move(
            min(at.x(), screen.right() - self.width()), min(at.y(), screen.bottom() - self.height())
        )
        self._say()
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take or close."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._current = (self._current + step) % len(self._family)
            self._say()
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        column = (int(event.position().x()) - _PADDING) // _CELL
        if 0 <= column < len(self._family):
            self._current = column
            self._say()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the one under the mouse."""
        if self.rect().contains(event.position().toPoint()):
            self._take()

    def hideEvent(self, event: QHideEvent) -> None:
        """Say that the popup is gone, however it went."""
        super().hideEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the family."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border_strong), 1))
        painter.setBrush(QColor(tokens.card))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        inset = (_CELL - _PICTURE_SIDE) / 2
        for column, emoji in enumerate(self._family):
            x = _PADDING + column * _CELL
            if column == self._current:
                painter.setPen(QPen(QColor(tokens.accent), 2))
                painter.setBrush(QColor(tokens.accent_wash))
                painter.drawRoundedRect(QRectF(x + 2, _PADDING + 2, _CELL - 4, _CELL - 4), 9, 9)
            image = self._pictures.image(
                emoji.label, side=_PICTURE_SIDE, scale=self.devicePixelRatioF()
            )
            painter.drawImage(QPointF(x + inset, _PADDING + inset), image)

    def _take(self) -> None:
        label = self._family[self._current].label
        self.hide()
        self.emoji_chosen.emit(label)

    def _say(self) -> None:
        name = self._family[self._current].name
        self.setAccessibleName(name)
        self.setToolTip(name)
