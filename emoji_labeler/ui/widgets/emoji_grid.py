"""The grid of emoji pictures: a Qt list view that paints every visible cell in one pass.

Qt keeps the layout, the scrolling, the hit-testing and the accessibility; a delegate called for
each cell would cost three times as much as drawing the pictures from their atlas does.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from emoji_labeler.ui.fonts import font
from emoji_labeler.ui.item_models.emoji_item_model import EmojiItemModel
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.emoji_cell import CellMarks, paint_cell
from emoji_labeler.ui.widgets.whole_cell import WholeCell
from emoji_labeler.wording import tr

_MARGIN = 6
_NUMBERED = 9


class EmojiGrid(QListView):
    """Shows emoji: the current one framed, the chosen and the also-acceptable ones filled."""

    emoji_clicked = Signal(str)
    also_clicked = Signal(str)
    variants_wanted = Signal(str)
    hovered = Signal(str)
    current_moved = Signal(str)

    def __init__(self, pictures: Pictures, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._item_model = EmojiItemModel(pictures.pack, self)
        self._picture_side = 40
        self._folded: frozenset[str] = frozenset()
        self._chosen = ""
        self._also: frozenset[str] = frozenset()
        self._is_numbered = False
        self._hovered_row = -1
        self._number_font = font(10)
        # A viewport of our own: to find out of what kind Qt's is, PySide would make the Python
        # class of every widget that there is.
        self._sheet = QWidget()
        self._sheet.setBackgroundRole(QPalette.ColorRole.Base)
        self._sheet.setAutoFillBackground(True)
        self.setViewport(self._sheet)
        self.setModel(self._item_model)
        self.setItemDelegate(WholeCell(self))
        self.setViewMode(QListView.ViewMode.ListMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Emoji"))
        self.verticalScrollBar().setSingleStep(24)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        pictures.sharpened.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def show_labels(
        self, labels: Sequence[str], *, folded: frozenset[str], is_numbered: bool
    ) -> None:
        """Show these; ``folded`` ones carry the sign that variants lie behind them.

        The first nine carry their numbers where ``is_numbered``.
        """
        self._folded = folded
        self._is_numbered = is_numbered
        self._hovered_row = -1
        self._item_model.show(labels)
        self.scrollToTop()

    def mark(self, *, chosen: str, also: frozenset[str]) -> None:
        """Fill the chosen and the also-acceptable labels."""
        if (chosen, also) != (self._chosen, self._also):
            self._chosen, self._also = chosen, also
            self.viewport().update()

    @property
    def picture_side(self) -> int:
        """The width of a picture in device-independent pixels."""
        return self._picture_side

    def set_picture_side(self, side: int) -> None:
        """Show the pictures ``side`` device-independent pixels wide."""
        self._picture_side = side
        self._fit_cells()
        self.viewport().update()

    def prepare_pictures(self) -> None:
        """Have the pictures of this size kept ready for the next time."""
        self._pictures.build_atlas(size=round(self._picture_side * self.devicePixelRatioF()))

    @property
    def current_label(self) -> str:
        """The label of the framed cell, or an empty string."""
        return self._item_model.label_at(self.currentIndex().row())

    def label_at(self, row: int) -> str:
        """Return the label of a row, or an empty string."""
        return self._item_model.label_at(row)

    def set_current(self, row: int) -> None:
        """Frame the cell of that row; -1 frames none."""
        if row < 0:
            self.setCurrentIndex(QModelIndex())
            return
        self.setCurrentIndex(self._item_model.index(row))

    def move_current(self, key: Qt.Key) -> None:
        """Move the frame by an arrow key, Page Up or Page Down."""
        count = self._item_model.rowCount()
        if not count:
            return
        row = self.currentIndex().row()
        if row < 0:
            self.set_current(self._first_visible_row())
            return
        page = self._columns() * max(1, self.viewport().height() // self.gridSize().height() - 1)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(),
            Qt.Key.Key_Down: self._columns(),
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        target = row + steps[key]
        if 0 <= target < count:
            self.set_current(target)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.set_current(min(max(target, 0), count - 1))

    def scroll_to_row(self, row: int) -> None:
        """Bring a row to the top."""
        self.scrollTo(self._item_model.index(row), QAbstractItemView.ScrollHint.PositionAtTop)

    def first_visible(self) -> str:
        """Return the label in the top left corner."""
        return self.label_at(self._first_visible_row())

    def cell_rect(self, label: str) -> QRect:
        """Return where the cell of ``label`` is, in the viewport."""
        return self.visualRect(self._item_model.index(max(0, self._item_model.row_of(label))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every visible cell."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._number_font)
        count = self._item_model.rowCount()
        if not count:
            return
        origin = self._origin()
        columns, grid = self._columns(), self.gridSize()
        first_line = max(0, (event.rect().top() - origin.y()) // grid.height())
        last_line = (event.rect().bottom() - origin.y()) // grid.height()
        current = self.currentIndex().row()
        side, scale = self._picture_side, self.devicePixelRatioF()
        for row in range(first_line * columns, min(count, (last_line + 1) * columns)):
            line, column = divmod(row, columns)
            cell = QRect(
                QPoint(origin.x() + column * grid.width(), origin.y() + line * grid.height()), grid
            )
            label = self.label_at(row)
            paint_cell(
                painter,
                cell,
                image=self._pictures.image(label, side=side, scale=scale),
                side=side,
                marks=self._marks(label, row=row, is_current=row == current),
                tokens=self._theme.tokens,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the cells over the new width."""
        self._fit_cells()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        row = self.indexAt(event.position().toPoint()).row()
        if row != self._hovered_row:
            self._hovered_row = row
            self.hovered.emit(self.label_at(row))
            self.viewport().update()

    def leaveEvent(self, event: object) -> None:
        """Forget the mouse."""
        self._hovered_row = -1
        self.hovered.emit("")
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Frame the cell under the mouse; the release takes it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the emoji, or add it as also acceptable when Shift is held."""
        index = self.indexAt(event.position().toPoint())
        is_same = index.isValid() and index == self.currentIndex()
        if event.button() != Qt.MouseButton.LeftButton or not is_same:
            return
        with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.also_clicked if with_shift else self.emoji_clicked).emit(self.label_at(index.row()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the variants of the emoji under the mouse."""
        label = self.label_at(self.indexAt(event.pos()).row())
        if label:
            self.variants_wanted.emit(label)

    def _marks(self, label: str, *, row: int, is_current: bool) -> CellMarks:
        return CellMarks(
            is_chosen=label == self._chosen,
            is_also=label in self._also,
            is_hovered=row == self._hovered_row,
            is_current=is_current,
            has_variants=label in self._folded,
            number=row + 1 if self._is_numbered and row < _NUMBERED else 0,
        )

    def _fit_cells(self) -> None:
        """Make the cells as wide as fills the line."""
        wanted = self._picture_side + 2 * _MARGIN
        usable = max(wanted, self.viewport().width() - 1)
        size = QSize(usable // (usable // wanted), wanted)
        if size != self.gridSize():
            self.setGridSize(size)

    def _origin(self) -> QPoint:
        return self.visualRect(self._item_model.index(0)).topLeft()

    def _columns(self) -> int:
        """Return how many cells Qt has laid into one line, as Qt itself says."""
        top = self._origin().y()
        columns = 1
        while (
            columns < self._item_model.rowCount()
            and self.visualRect(self._item_model.index(columns)).y() == top
        ):
            columns += 1
        return columns

    def _first_visible_row(self) -> int:
        if not self._item_model.rowCount():
            return -1
        lines = -(self._origin().y() // self.gridSize().height())
        return min(max(0, lines) * self._columns(), self._item_model.rowCount() - 1)

    def _range_changed(self, _least: int, most: int) -> None:
        """Show the bar as idle where everything is in view; its room stays."""
        self.verticalScrollBar().setEnabled(most > 0)

    def _current_changed(self) -> None:
        self.current_moved.emit(self.current_label)
