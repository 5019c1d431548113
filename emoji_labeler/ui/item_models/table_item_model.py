"""What every table has: so many rows under fixed titles, figures on the right."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex


class TableItemModel(QAbstractTableModel):
    """A flat table; a subclass says how many rows there are and what stands in their cells."""

    def __init__(
        self,
        titles: Sequence[str],
        *,
        figures: Collection[int] = (),
        parent: QObject | None = None,
    ) -> None:
        """Stand under ``titles``; the columns in ``figures`` hold figures."""
        super().__init__(parent)
        self._titles = titles
        self._figures = frozenset(figures)

    def size(self) -> int:
        """Return the number of rows."""
        raise NotImplementedError

    def side(self, column: int) -> Qt.AlignmentFlag:
        """Return where everything in a column stands, its title too."""
        is_figure = column in self._figures
        side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of rows; a row has no children."""
        return 0 if parent is not None and parent.isValid() else self.size()

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | int | Qt.AlignmentFlag | None:
        """Return the title of a column and on which side it stands, or the number of a row."""
        if orientation is not Qt.Orientation.Horizontal:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None
