"""Rows of words under titles."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import Qt

_Index = QModelIndex | QPersistentModelIndex


class TextTableItemModel(QAbstractTableModel):
    """Shows what it is given; rows that only grow keep their place on the screen."""

    def __init__(self, titles: Sequence[str], *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
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

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | Qt.AlignmentFlag | None:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """Return the words of a cell."""
        text = self._rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return text
        return Qt.convertFromPlainText(text) if role == Qt.ItemDataRole.ToolTipRole else None
