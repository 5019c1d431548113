"""The emoji in the grid."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from emoji_labeler.emoji.pack import EmojiPack

LABEL_ROLE = int(Qt.ItemDataRole.UserRole)


class EmojiItemModel(QStringListModel):
    """Labels in a row; the grid paints the pictures itself, names are read when asked for.

    Qt keeps its own list of them: it asks thousands of times how many there are.
    """

    def __init__(self, pack: EmojiPack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._labels: Sequence[str] = ()

    def show(self, labels: Sequence[str]) -> None:
        """Show these emoji in place of the former ones."""
        self._labels = labels
        self.setStringList(labels)

    def label_at(self, row: int) -> str:
        """Return the label of that row, or an empty string outside the list."""
        return self._labels[row] if 0 <= row < len(self._labels) else ""

    def row_of(self, label: str) -> int:
        """Return the row that shows ``label``, or -1."""
        return next((row for row, shown in enumerate(self._labels) if shown == label), -1)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | None:
        """Return the emoji's words; a screen reader gets the names, a program the label."""
        label = self.label_at(index.row())
        if role == LABEL_ROLE:
            return label or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            emoji = self._pack.get(label)
            return ", ".join(filter(None, (emoji.spoken_name, emoji.other_name))) if emoji else None
        return None
