"""What makes a grid of one size of cell answer to clicks anywhere in a cell."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem


class WholeCell(QStyledItemDelegate):
    """Tells Qt that an item fills its cell: by itself it would take an item without text for tiny.

    Where Qt finds an item by a point, or scrolls to it, it goes by this size.
    """

    def __init__(self, grid: QListView) -> None:
        super().__init__(grid)
        self._grid = grid

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of every cell."""
        return self._grid.gridSize()
