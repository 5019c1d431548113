"""Rows of words under titles."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtGui import Qt

from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel


class TextTableItemModel(TableItemModel):
    """Shows what it is given; rows that only grow keep their place on the screen."""

    def __init__(self, titles: Sequence[str], *, parent: QObject | None = None) -> None:
        super().__init__(titles, parent=parent)
        self._rows: Sequence[Sequence[str]] = ()

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows in place of the former ones."""
        known = len(self._rows)
        if known and len(rows) >= known and list(rows[:known]) == list(self._rows):
            if len(rows) > known:
                self.beginInsertRows(QModelIndex(), known, len(rows) - 1)
                self._rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """Return the words of a cell."""
        text = self._rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return text
        return Qt.convertFromPlainText(text) if role == Qt.ItemDataRole.ToolTipRole else None
