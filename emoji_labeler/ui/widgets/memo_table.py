"""The table of all memos."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from emoji_labeler.domain.memo_listing import MemoColumn
from emoji_labeler.ui.item_models.memo_item_model import COLUMNS, LABEL_ROLE, MemoItemModel
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.telling_delegate import TellingDelegate
from emoji_labeler.wording import tr

_ROW = 36
_PICTURE_SIDE = 22
_LEAST_TEXT = 300
_PLACES = {column: place for place, (column, _) in enumerate(COLUMNS)}
_WIDTHS = {
    MemoColumn.NUMBER: 76,
    MemoColumn.LABEL: 176,
    MemoColumn.STATE: 118,
    MemoColumn.THEME: 130,
    MemoColumn.ANNOTATORS: 140,
    MemoColumn.IMPORTED: 134,
    MemoColumn.SOURCE: 116,
    MemoColumn.LANGUAGE: 90,
}
"""The columns beside the text, those first that stay longest when the window gets narrow."""


class MemoTable(QTableView):
    """Rows to be sorted, chosen, copied and opened; shows as many columns as there is room for."""

    memo_opened = Signal(int)
    current_changed = Signal(int)
    copy_wanted = Signal()
    drop_wanted = Signal()
    order_wanted = Signal(MemoColumn, bool)

    def __init__(
        self,
        memos: MemoItemModel,
        *,
        pictures: Pictures,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._memos = memos
        self.setModel(memos)
        self.setItemDelegate(_MemoDelegate(pictures, theme=theme, parent=self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Memos"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._set_up_headers()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        pictures.sharpened.connect(self.viewport().update)
        self.selectionModel().currentRowChanged.connect(self._say_current)
        memos.modelReset.connect(self._say_current)

    @property
    def current_number(self) -> int:
        """The number of the memo that is framed, or 0."""
        row = self.currentIndex().row()
        return self._memos.number_at(row) if 0 <= row < self._memos.rowCount() else 0

    def go_to(self, row: int) -> None:
        """Choose that row alone and bring it into view."""
        index = self._memos.index(row, _PLACES[MemoColumn.TEXT])
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def chosen(self, *, at_most: int) -> list[int]:
        """Return the numbers of the first chosen memos, from top to bottom."""
        rows = (row for top, bottom in self._ranges() for row in range(top, bottom + 1))
        return [self._memos.number_at(row) for row, _ in zip(rows, range(at_most), strict=False)]

    @property
    def chosen_count(self) -> int:
        """How many memos are chosen."""
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, copy, drop; Home and End go to the first and the last memo."""
        keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: self._open_current,
            Qt.Key.Key_Enter: self._open_current,
            Qt.Key.Key_Delete: self.drop_wanted.emit,
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(self._memos.rowCount() - 1),
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif (do := keys.get(Qt.Key(event.key()))) and not event.modifiers():
            do()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that leave the text enough room."""
        room = event.size().width() - _LEAST_TEXT
        for column, width in _WIDTHS.items():
            room -= width
            self.setColumnHidden(_PLACES[column], room < 0)
        super().resizeEvent(event)

    def _ranges(self) -> list[tuple[int, int]]:
        """Return the first and last row of each stretch of chosen rows, from the top."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(place) for place in range(chosen.count()))
        return sorted((one.top(), one.bottom()) for one in ranges)

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW)
        columns.setSectionsClickable(True)
        columns.setHighlightSections(False)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicator(_PLACES[MemoColumn.NUMBER], Qt.SortOrder.AscendingOrder)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(_PLACES[MemoColumn.TEXT], QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            columns.resizeSection(_PLACES[column], width)
        columns.sortIndicatorChanged.connect(self._ask_order)

    def _ask_order(self, place: int, order: Qt.SortOrder) -> None:
        self.order_wanted.emit(COLUMNS[place][0], order is Qt.SortOrder.DescendingOrder)

    def _open_current(self) -> None:
        self._open(self.currentIndex().row())

    def _open(self, row: int) -> None:
        if row >= 0:
            self.memo_opened.emit(self._memos.number_at(row))

    def _say_current(self) -> None:
        self.current_changed.emit(self.current_number)


class _MemoDelegate(TellingDelegate):
    """Draws a picture in front of the label; only the text is in full colour."""

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._widget = parent

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give the cell its colour and its picture."""
        super().initStyleOption(option, index)
        column = COLUMNS[index.column()][0]
        if column not in (MemoColumn.TEXT, MemoColumn.LABEL):
            soft = QColor(self._theme.tokens.text_soft)
            option.palette.setColor(QPalette.ColorRole.Text, soft)
        if column is MemoColumn.LABEL and (label := index.data(LABEL_ROLE)):
            option.icon = self._pictures.icon(
                label, side=_PICTURE_SIDE, scale=self._widget.devicePixelRatioF()
            )
            option.decorationSize = QSize(_PICTURE_SIDE, _PICTURE_SIDE)
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
