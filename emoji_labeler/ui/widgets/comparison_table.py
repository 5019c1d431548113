"""Runs side by side: a memo a row, the picture of people and one picture a run."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
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
    FIRST_RUN,
    GOLD,
    NUMBER,
    TEXT,
    ComparisonItemModel,
    PictureCell,
)
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_ROW = 40
_PICTURE_SIDE = 26
_WIDTHS = {NUMBER: 52, GOLD: 60}
_RUN_WIDTH = 112
_LEAST_RUN_WIDTH = 70
_LEAST_TEXT = 110
_HEAD_HEIGHT = 60
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
        self.setItemDelegate(_CellDelegate(rows, pictures=pictures, theme=theme, parent=self))
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
        heads = self.horizontalHeader()
        heads.setProperty("role", "narrow")
        heads.setHighlightSections(False)
        heads.setFont(font(SMALL_PX))
        heads.setFixedHeight(_HEAD_HEIGHT)
        heads.setMinimumSectionSize(_WIDTHS[NUMBER])
        # The name of a run is longer than a picture is wide.
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
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
    """Paints pictures: agreement as a mark below, outputs that were no label in a dashed frame.

    Two hundred cells are painted at each step of scrolling, so what they share is made beforehand.
    """

    def __init__(
        self,
        rows: ComparisonItemModel,
        *,
        pictures: Pictures,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._pictures = pictures
        self._theme = theme
        self._widget = parent
        self._small = font(SMALL_PX)
        self._wear()
        theme.changed.connect(self._wear)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        rect, section = option.rect, index.column()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._wash)
        if section in (NUMBER, TEXT):
            self._paint_text(painter, rect, text=index.data() or "", is_number=section == NUMBER)
        else:
            self._paint_picture(painter, rect, self._rows.cell(index.row(), section))
        painter.setPen(self._rule)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _wear(self) -> None:
        """Make the colours and pens of the theme."""
        tokens = self._theme.tokens
        self._wash = QColor(tokens.accent_wash)
        self._rule = QPen(QColor(tokens.well), 1)
        self._text, self._soft = QColor(tokens.text), QColor(tokens.text_soft)
        self._faint = QColor(tokens.text_faint)
        self._frame = QPen(QColor(tokens.warning), 1.4, Qt.PenStyle.DashLine)
        self._marks = {True: QColor(tokens.good), False: QColor(tokens.bad)}

    def _paint_text(self, painter: QPainter, rect: QRect, *, text: str, is_number: bool) -> None:
        painter.setFont(self._small if is_number else self._widget.font())
        painter.setPen(self._soft if is_number else self._text)
        room = rect.adjusted(10, 0, -10, 0)
        # A memo may be long: more letters than pixels never fit.
        line = text[: room.width()]
        fitting = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, fitting)

    def _paint_picture(self, painter: QPainter, rect: QRect, cell: PictureCell) -> None:
        if not cell.label:
            painter.setPen(self._faint)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "–")
            return
        left = rect.x() + (rect.width() - _PICTURE_SIDE) // 2
        top = rect.y() + (rect.height() - _PICTURE_SIDE) // 2 - 1
        image = self._pictures.image(
            cell.label, side=_PICTURE_SIDE, scale=self._widget.devicePixelRatioF()
        )
        if cell.was_seen:
            painter.setOpacity(_SEEN_OPACITY)
        painter.drawImage(left, top, image)
        if cell.was_seen:
            painter.setOpacity(1.0)
        if not cell.exists:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._frame)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(left - 4, top - 2, _PICTURE_SIDE + 8, _PICTURE_SIDE + 5), 7, 7
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if cell.agrees is not None:
            middle = rect.x() + rect.width() // 2
            painter.fillRect(middle - 9, rect.bottom() - 5, 18, 3, self._marks[cell.agrees])
