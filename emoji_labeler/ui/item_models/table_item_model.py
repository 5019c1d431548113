"""What every table has: so many rows under fixed titles, figures on the right."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex

_ARROW_ROOM = "\u00a0" * 4
"""As wide as the arrow over the column by which a table is sorted."""


class TableItemModel(QAbstractTableModel):
    """A flat table; a subclass says how many rows there are and what stands in their cells."""

    def __init__(
        self,
        titles: Sequence[str],
        *,
        figures: Collection[int] = (),
        is_sorted: bool = False,
        parent: QObject | None = None,
    ) -> None:
        """Stand under ``titles``; the columns in ``figures`` hold figures.

        Where the rows ``is_sorted``, titles on the right leave room for the arrow that says so.
        """
        super().__init__(parent)
        self._is_sorted = is_sorted
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
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        room = _ARROW_ROOM if self._is_sorted and section in self._figures else ""
        return self._titles[section] + room
