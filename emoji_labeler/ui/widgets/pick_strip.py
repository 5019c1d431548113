"""Nine pictures under the memo, each one key away."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

SLOTS = 9
_PICTURE_SIDE = 40
_CAPTIONED_SIDE = 34


class Offer(NamedTuple):
    """What one slot offers; ``caption`` stands under the picture."""

    label: str
    name: str
    caption: str = ""
    share: float = 0.0


class PickStrip(QFrame):
    """A title and nine slots; an empty slot stays, so that the others never move."""

    label_chosen = Signal(str)
    also_chosen = Signal(str)

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = QLabel(self)
        self._title.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        self._explanation = QLabel(self)
        self._explanation.setFont(font(SMALL_PX))
        self._explanation.setProperty("tone", "faint")
        keys = QLabel(tr("press 1–9"), self)
        keys.setFont(font(SMALL_PX))
        keys.setProperty("tone", "faint")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._explanation, 1)
        head.addWidget(keys)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._slots = [_Slot(number, pictures, theme=theme) for number in range(1, SLOTS + 1)]
        for slot in self._slots:
            slot.taken.connect(self.label_chosen)
            slot.also_taken.connect(self.also_chosen)
            row.addWidget(slot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 12, CARD_MARGIN, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(row)

    def show_offers(self, offers: Sequence[Offer], *, title: str, explanation: str) -> None:
        """Offer these, in this order."""
        self._title.setText(title)
        self._explanation.setText(explanation)
        for number, slot in enumerate(self._slots):
            slot.offer(offers[number] if number < len(offers) else None)

    def mark(self, label: str) -> None:
        """Fill the slot that offers the chosen label."""
        for slot in self._slots:
            slot.mark(label)

    def label_at(self, number: int) -> str:
        """Return the label of slot ``number`` (1 to 9), or an empty string."""
        offered = self._slots[number - 1].offered
        return offered.label if offered else ""


class _Slot(QAbstractButton):
    """One picture with its number."""

    taken = Signal(str)
    also_taken = Signal(str)

    def __init__(self, number: int, pictures: Pictures, *, theme: Theme) -> None:
        super().__init__()
        self.offered: Offer | None = None
        self._number = number
        self._pictures = pictures
        self._theme = theme
        self._is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        pictures.sharpened.connect(self.update)
        theme.changed.connect(self.update)
        self.offer(None)

    def offer(self, offered: Offer | None) -> None:
        """Offer ``offered``, or nothing."""
        self.offered = offered
        self.setEnabled(offered is not None)
        self.setToolTip(offered.name if offered else "")
        name = offered.name if offered else tr("empty")
        self.setAccessibleName(tr("Pick {number}: {name}", number=self._number, name=name))
        self.update()

    def mark(self, label: str) -> None:
        """Fill the slot if ``label`` is what it offers."""
        is_chosen = bool(label) and self.offered is not None and self.offered.label == label
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Leave room for the picture, its number and its caption."""
        return QSize(_PICTURE_SIDE + 16, _PICTURE_SIDE + 40)

    def minimumSizeHint(self) -> QSize:
        """The narrowest slot still shows the whole picture."""
        return QSize(_PICTURE_SIDE + 6, _PICTURE_SIDE + 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame, the number, the picture and the caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_frame(painter, frame)
        if self.offered is None:
            return
        tokens = self._theme.tokens
        painter.setPen(QColor(tokens.text_faint))
        painter.setFont(font(11))
        painter.drawText(QPointF(frame.x() + 6, frame.y() + 14), str(self._number))
        side = _CAPTIONED_SIDE if self.offered.caption else _PICTURE_SIDE
        image = self._pictures.image(self.offered.label, side=side, scale=self.devicePixelRatioF())
        top = 16 if self.offered.caption else (self.height() - side) // 2 + 3
        painter.drawImage(QPointF((self.width() - side) // 2, top), image)
        if not self.offered.caption:
            return
        self._paint_share(painter, frame, share=self.offered.share)
        painter.setPen(QColor(tokens.text_soft))
        caption = QRectF(frame.x() + 3, frame.bottom() - 20, frame.width() - 6, 17)
        text = painter.fontMetrics().elidedText(
            self.offered.caption, Qt.TextElideMode.ElideRight, int(caption.width())
        )
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_share(self, painter: QPainter, frame: QRectF, *, share: float) -> None:
        tokens = self._theme.tokens
        room = QRectF(frame.x() + 7, frame.bottom() - 24, frame.width() - 14, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in ((room.width(), tokens.border), (room.width() * share, tokens.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(room.x(), room.y(), width, room.height()), 1.5, 1.5)

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        tokens = self._theme.tokens
        is_lit = self._is_chosen or self.hasFocus()
        pen = QPen(QColor(tokens.accent if is_lit else tokens.border), 2 if is_lit else 1)
        if self.offered is None:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        fill = tokens.card
        if self.offered is not None and self._is_chosen:
            fill = tokens.accent_wash
        elif self.offered is not None and (self.underMouse() or self.isDown()):
            fill = tokens.hover
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(frame, 10, 10)

    def _clicked(self) -> None:
        if self.offered is None:
            return
        from PySide6.QtWidgets import QApplication

        with_shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        (self.also_taken if with_shift else self.taken).emit(self.offered.label)
