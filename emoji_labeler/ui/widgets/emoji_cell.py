"""One cell of the grid of emoji: its picture, and the marks that say what it is just now."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from emoji_labeler.ui.tokens import Tokens

_RADIUS = 9


class CellMarks(NamedTuple):
    """What is said about an emoji; a ``number`` of 0 is not painted."""

    is_chosen: bool
    is_also: bool
    is_hovered: bool
    is_current: bool
    has_variants: bool
    number: int


def paint_cell(
    painter: QPainter, cell: QRect, *, image: QImage, side: int, marks: CellMarks, tokens: Tokens
) -> None:
    """Paint a picture ``side`` device-independent pixels wide into the middle of ``cell``."""
    frame = QRectF(cell).adjusted(1.5, 1.5, -1.5, -1.5)
    _paint_ground(painter, frame, marks=marks, tokens=tokens)
    corner = QPointF(cell.x() + (cell.width() - side) // 2, cell.y() + (cell.height() - side) // 2)
    painter.drawImage(corner, image)
    if marks.has_variants:
        _paint_corner(painter, frame, colour=tokens.text_faint)
    if marks.number:
        painter.setPen(QColor(tokens.text_faint))
        painter.drawText(QPointF(frame.x() + 4, frame.y() + 12), str(marks.number))


def _paint_ground(painter: QPainter, frame: QRectF, *, marks: CellMarks, tokens: Tokens) -> None:
    if marks.is_chosen:
        _paint_box(painter, frame, fill=tokens.accent_wash, edge=tokens.accent)
    elif marks.is_also:
        _paint_box(painter, frame, fill=tokens.accent_wash)
    elif marks.is_hovered:
        _paint_box(painter, frame, fill=tokens.hover)
    if marks.is_current:
        _paint_box(painter, frame, edge=tokens.accent)


def _paint_box(
    painter: QPainter, frame: QRectF, *, fill: str | None = None, edge: str | None = None
) -> None:
    painter.setPen(QPen(QColor(edge), 2) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, _RADIUS, _RADIUS)


def _paint_corner(painter: QPainter, frame: QRectF, *, colour: str) -> None:
    """Paint the small sign of a cell that has variants behind it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    x, y = frame.right() - 4, frame.bottom() - 4
    painter.drawPolygon([QPointF(x, y - 5), QPointF(x, y), QPointF(x - 5, y)])
