"""Runs side by side: a memo a row, the picture of people and one picture a run."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.item_models.comparison_item_model import (
    AGREES_ROLE,
    EXISTS_ROLE,
    FIRST_RUN,
    GOLD,
    LABEL_ROLE,
    NUMBER,
    SEEN_ROLE,
    TEXT,
    ComparisonItemModel,
)
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW = 40
_PICTURE_SIDE = 26
_WIDTHS = {NUMBER: 70, GOLD: 84}
_RUN_WIDTH = 112
_LEAST_RUN_WIDTH = 64
_LEAST_TEXT = 220
_SEEN_OPACITY = 0.45


class ComparisonTableView(QTableView):
    """Enter or a double click opens a memo; the raw output of a run is in the tip of its cell."""

    memo_opened = Signal(int)

    def __init__(
        self,
        rows: ComparisonItemModel,
        *,
        pictures: Pictures,
        theme: Theme,
        describe: Callable[[int, str], str],
        parent: QWidget | None = None,
    ) -> None:
        """Ask ``describe`` for the words about the memo of a number and the run of an id."""
        super().__init__(parent)
        self._rows = rows
        self._describe = describe
        self.setModel(rows)
        self.setItemDelegate(_CellDelegate(pictures, theme=theme, parent=self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Runs side by side"))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        headers = self.verticalHeader()
        headers.hide()
        headers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        headers.setDefaultSectionSize(_ROW)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.activated.connect(lambda index: self.memo_opened.emit(rows.memo_at(index.row())))
        rows.modelReset.connect(self._share_room)
        pictures.sharpened.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text what the pictures leave."""
        super().resizeEvent(event)
        self._share_room()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the raw output behind a picture while the mouse rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            column = self._rows.column_of(index.column()) if index.isValid() else None
            words = ""
            if column is not None:
                words = self._describe(self._rows.memo_at(index.row()), column.run.id)
            elif index.isValid():
                words = str(index.data() or "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _share_room(self) -> None:
        runs = self._rows.columnCount() - FIRST_RUN
        if runs < 0:
            return
        room = self.viewport().width() - sum(_WIDTHS.values())
        run_width = _RUN_WIDTH
        if runs:
            run_width = max(min(_RUN_WIDTH, (room - _LEAST_TEXT) // runs), _LEAST_RUN_WIDTH)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        for column in range(FIRST_RUN, FIRST_RUN + runs):
            self.setColumnWidth(column, run_width)
        self.setColumnWidth(TEXT, max(room - runs * run_width, _LEAST_TEXT))


class _CellDelegate(QStyledItemDelegate):
    """Paints pictures: agreement as a mark below, outputs that were no label in a dashed frame."""

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._widget = parent

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.accent_wash))
        if index.column() in (NUMBER, TEXT):
            self._paint_text(painter, option, index)
        else:
            self._paint_picture(painter, QRectF(option.rect), index)
        painter.setPen(QPen(QColor(tokens.well), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        is_number = index.column() == NUMBER
        tokens = self._theme.tokens
        painter.setFont(font(SMALL_PX) if is_number else self._widget.font())
        painter.setPen(QColor(tokens.text_soft if is_number else tokens.text))
        room = option.rect.adjusted(10, 0, -10, 0)
        text = painter.fontMetrics().elidedText(
            index.data() or "", Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_picture(
        self, painter: QPainter, room: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        label, tokens = index.data(LABEL_ROLE), self._theme.tokens
        centre = room.center()
        if not label:
            painter.setPen(QColor(tokens.text_faint))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "–")
            return
        painter.setOpacity(_SEEN_OPACITY if index.data(SEEN_ROLE) else 1.0)
        image = self._pictures.image(
            label, side=_PICTURE_SIDE, scale=self._widget.devicePixelRatioF()
        )
        half = _PICTURE_SIDE / 2
        painter.drawImage(QPointF(centre.x() - half, centre.y() - half - 1), image)
        painter.setOpacity(1.0)
        if index.data(EXISTS_ROLE) is False:
            painter.setPen(QPen(QColor(tokens.warning), 1.4, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(centre.x() - half - 4, centre.y() - half - 3, 2 * half + 8, 2 * half + 5)
            painter.drawRoundedRect(frame, 7, 7)
        agrees = index.data(AGREES_ROLE)
        if agrees is not None:
            painter.setPen(QPen(QColor(tokens.good if agrees else tokens.bad), 3))
            bottom = room.bottom() - 4
            painter.drawLine(QPointF(centre.x() - 9, bottom), QPointF(centre.x() + 9, bottom))
