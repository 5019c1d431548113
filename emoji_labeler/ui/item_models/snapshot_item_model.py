"""The snapshots of a project as rows, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.ui.memo_words import local_time
from emoji_labeler.ui.snapshot_words import rows_words

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class SnapshotItemModel(QAbstractListModel):
    """A name, and below it the day and the number of rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshots: Sequence[Snapshot] = ()

    @property
    def snapshots(self) -> Sequence[Snapshot]:
        """The snapshots in the order of the rows."""
        return self._snapshots

    def show(self, snapshots: Sequence[Snapshot]) -> None:
        """Show these in place of the former ones."""
        self.beginResetModel()
        self._snapshots = snapshots
        self.endResetModel()

    def row_of(self, name: str) -> int:
        """Return the row of the snapshot of that name, or -1."""
        names = [one.name for one in self._snapshots]
        return names.index(name) if name in names else -1

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of snapshots."""
        return 0 if parent.isValid() else len(self._snapshots)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """Return the name, or what stands below it."""
        one = self._snapshots[index.row()]
        if role == DETAIL_ROLE:
            return f"{rows_words(one)}  ·  {local_time(one.made_at)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.plan.note or one.name
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.name
        return None
