"""Runs side by side: a memo a row, the pictures of people and one picture a run."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QToolTip,
    QWidget,
)

from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.item_models.comparison_item_model import (
    FIRST_RUN,
    NUMBER,
    PEOPLE,
    TEXT,
    ComparisonItemModel,
)
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.comparison_cells import ComparisonCellDelegate, people_width
from emoji_labeler.wording import tr

_ROW = 40
_NUMBER_WIDTH = 52
_RUN_WIDTH = 112
_LEAST_RUN_WIDTH = 62
_LEAST_TEXT = 104
_HEAD_HEIGHT = 60
_WORDS_MARGIN = 60


class ComparisonTableView(QTableView):
    """Enter or a double click opens a memo; the raw output of a run is in the tip of its cell."""

    memo_opened = Signal(int)
    order_wanted = Signal()

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
        self._theme = theme
        self._words = ""
        self.setModel(rows)
        self.setItemDelegate(
            ComparisonCellDelegate(rows, pictures=pictures, theme=theme, parent=self)
        )
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
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(NUMBER, Qt.SortOrder.AscendingOrder)
        heads.sortIndicatorChanged.connect(lambda _column, _order: self.order_wanted.emit())
        heads.setMinimumSectionSize(_NUMBER_WIDTH)
        # The name of a run is longer than a picture is wide.
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.activated.connect(lambda index: self.memo_opened.emit(rows.memo_at(index.row())))
        rows.modelReset.connect(self._share_room)
        pictures.sharpened.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    @property
    def order(self) -> tuple[int, bool]:
        """By which column the rows are to be sorted, and whether downwards."""
        heads = self.horizontalHeader()
        is_descending = heads.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return heads.sortIndicatorSection(), is_descending

    def say_when_empty(self, words: str) -> None:
        """Say why there is no row, as long as there is none."""
        self._words = words
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or why there are none."""
        super().paintEvent(event)
        if self._words and not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(font(BODY_PX + 1))
            painter.setPen(QColor(self._theme.tokens.text_soft))
            room = self.viewport().rect().adjusted(_WORDS_MARGIN, 0, -_WORDS_MARGIN, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._words)

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
            if index.column() == PEOPLE:
                words = self._rows.people_words(index.row())
            elif column is not None:
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
        table = self._rows.table
        people = people_width(len(table.people.people) if table else 0)
        room = self.viewport().width() - _NUMBER_WIDTH - people
        run_width = _RUN_WIDTH
        if runs:
            run_width = max(min(_RUN_WIDTH, (room - _LEAST_TEXT) // runs), _LEAST_RUN_WIDTH)
        self.setColumnWidth(NUMBER, _NUMBER_WIDTH)
        self.setColumnWidth(PEOPLE, people)
        for column in range(FIRST_RUN, FIRST_RUN + runs):
            self.setColumnWidth(column, run_width)
        self.setColumnWidth(TEXT, max(room - runs * run_width, _LEAST_TEXT))
