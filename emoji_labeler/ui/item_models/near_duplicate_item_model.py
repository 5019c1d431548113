"""Pairs of memos that are nearly the same, as rows."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)

from emoji_labeler.domain.near_duplicate import NearDuplicate
from emoji_labeler.wording import tr

_TWO_LINES = QSize(0, 50)


class NearDuplicateItemModel(QAbstractListModel):
    """One row a pair about which somebody has to decide."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pairs: list[NearDuplicate] = []

    @property
    def pairs(self) -> list[NearDuplicate]:
        """The pairs that are left, from top to bottom."""
        return list(self._pairs)

    def show(self, pairs: Iterable[NearDuplicate]) -> None:
        """Show these pairs in place of the former ones."""
        self.beginResetModel()
        self._pairs = list(pairs)
        self.endResetModel()

    def pair_at(self, row: int) -> NearDuplicate | None:
        """Return the pair of that row, or None outside the list."""
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of pairs."""
        return 0 if parent is not None and parent.isValid() else len(self._pairs)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | QSize | None:
        """Return the numbers of the two and how alike they are, above the beginning of the text."""
        pair = self._pairs[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return _TWO_LINES
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        head = tr(
            "{first} and {second}   {percent}%",
            first=f"{pair.first:,}",
            second=f"{pair.second:,}",
            percent=int(pair.similarity * 100),
        )
        return f"{head}\n{pair.beginning}"
