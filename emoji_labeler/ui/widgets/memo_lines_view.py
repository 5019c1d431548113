"""A list of memos with their pictures, one line each."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.item_models.memo_line_item_model import (
    LINE_ROLE,
    MemoLine,
    MemoLineItemModel,
)
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW, _TALL_ROW = 36, 48
_PICTURE_SIDE = 22
_WORD = (82, Qt.AlignmentFlag.AlignLeft)
_NUMBER = (44, Qt.AlignmentFlag.AlignRight)
"""How wide the head of a line is, and at which side it stands."""

_GAP = 10
_ARROW_WIDTH = 18


class MemoLinesView(QListView):
    """Enter or a double click opens the memo of a line."""

    memo_opened = Signal(int)

    def __init__(
        self,
        lines: MemoLineItemModel,
        *,
        pictures: Pictures,
        theme: Theme,
        is_numbered: bool = False,
        remarks_below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``lines``; ``is_numbered``: a number stands before each, else a word may.

        Remarks are written at the end of the lines, or below the texts where there is little room.
        """
        super().__init__(parent)
        self.setModel(lines)
        self.setProperty("role", "rows")
        self.setItemDelegate(
            _LineDelegate(
                pictures,
                theme=theme,
                is_numbered=is_numbered,
                remarks_below=remarks_below,
                parent=self,
            )
        )
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Memos"))
        self.activated.connect(lambda index: self.memo_opened.emit(_line_of(index).memo_id))
        pictures.sharpened.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)


class _LineDelegate(QStyledItemDelegate):
    """Paints head, pictures, text and remark from left to right."""

    def __init__(
        self,
        pictures: Pictures,
        *,
        theme: Theme,
        is_numbered: bool,
        remarks_below: bool,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._head_width, self._head_side = _NUMBER if is_numbered else _WORD
        self._pictures = pictures
        self._remarks_below = remarks_below
        self._theme = theme
        self._widget = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All lines of a list are equally high."""
        has_two = self._remarks_below and bool(_line_of(index).remark)
        return QSize(option.rect.width(), _TALL_ROW if has_two else _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        line, tokens = _line_of(index), self._theme.tokens
        painter.save()
        self._paint_ground(painter, option)
        room = QRectF(option.rect).adjusted(12, 0, -12, 0)
        painter.setFont(font(SMALL_PX))
        painter.setPen(QColor(tokens.text_soft))
        if line.head:
            head = QRectF(room)
            head.setWidth(self._head_width)
            painter.drawText(head, self._head_side | Qt.AlignmentFlag.AlignVCenter, line.head)
            room.setLeft(head.right() + _GAP)
        if line.remark and not self._remarks_below:
            width = painter.fontMetrics().horizontalAdvance(line.remark)
            remark = QRectF(room.right() - width, room.top(), width, room.height())
            painter.drawText(remark, Qt.AlignmentFlag.AlignVCenter, line.remark)
            room.setRight(remark.left() - _GAP)
        room.setLeft(self._paint_pictures(painter, line, room))
        if line.remark and self._remarks_below:
            remark = room.adjusted(0, room.height() / 2 + 1, 0, -6)
            painter.drawText(remark, Qt.AlignmentFlag.AlignVCenter, line.remark)
            room.setBottom(room.center().y() + 3)
        painter.setFont(font(BODY_PX))
        painter.setPen(QColor(tokens.text))
        text = painter.fontMetrics().elidedText(
            " ".join(line.text.split()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint what lies behind a line that is chosen or under the mouse."""
        tokens = self._theme.tokens
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_wash))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.hover))

    def _paint_pictures(self, painter: QPainter, line: MemoLine, room: QRectF) -> float:
        """Paint the pictures of a line with arrows between; return where the text begins."""
        left, top = room.left(), room.center().y() - _PICTURE_SIDE / 2
        for place, label in enumerate(line.labels):
            if place:
                arrow = QRect(int(left), int(room.top()), _ARROW_WIDTH, int(room.height()))
                painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, "→")
                left += _ARROW_WIDTH + _GAP / 2
            self._paint_picture(painter, label, QPointF(left, top))
            left += _PICTURE_SIDE + _GAP / 2
        return left + _GAP / 2

    def _paint_picture(self, painter: QPainter, label: str, at: QPointF) -> None:
        """Paint the picture of a label, or an empty place for it."""
        if label:
            scale = self._widget.devicePixelRatioF()
            image = self._pictures.image(label, side=_PICTURE_SIDE, scale=scale)
            painter.drawImage(at, image)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.text_faint), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place = QRectF(at, QSizeF(_PICTURE_SIDE, _PICTURE_SIDE)).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawRoundedRect(place, 5, 5)
        painter.restore()


def _line_of(index: QModelIndex | QPersistentModelIndex) -> MemoLine:
    line: MemoLine = index.data(LINE_ROLE)
    return line
