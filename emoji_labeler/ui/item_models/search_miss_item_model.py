"""Searches that found nothing, as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from emoji_labeler.domain.insight import SearchMiss
from emoji_labeler.wording import tr_count


class SearchMissItemModel(QAbstractListModel):
    """One row a query, with how often somebody searched for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._misses: list[SearchMiss] = []

    def show(self, misses: Sequence[SearchMiss]) -> None:
        """Show these in place of the former ones."""
        self.beginResetModel()
        self._misses = list(misses)
        self.endResetModel()

    def query_at(self, row: int) -> str:
        """Return what was searched for."""
        return self._misses[row].query

    def remove(self, query: str) -> None:
        """Take a query out."""
        row = next(place for place, miss in enumerate(self._misses) if miss.query == query)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._misses[row]
        self.endRemoveRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of queries."""
        return 0 if parent is not None and parent.isValid() else len(self._misses)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | None:
        """Return a query with how often it found nothing."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        miss = self._misses[index.row()]
        times = tr_count("{count} time", "{count} times", count=miss.count)
        return f"{miss.query}   ·   {times}"
