"""The emoji in the grid."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from emoji_labeler.domain.emoji import Emoji

LABEL_ROLE = int(Qt.ItemDataRole.UserRole)


class EmojiItemModel(QAbstractListModel):
    """A list of emoji; the grid paints the pictures itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._emoji: Sequence[Emoji] = ()

    def show(self, emoji: Sequence[Emoji]) -> None:
        """Show these emoji in place of the former ones."""
        self.beginResetModel()
        self._emoji = emoji
        self.endResetModel()

    def emoji_at(self, row: int) -> Emoji | None:
        """Return the emoji of that row, or None outside the list."""
        return self._emoji[row] if 0 <= row < len(self._emoji) else None

    def row_of(self, label: str) -> int:
        """Return the row that shows ``label``, or -1."""
        return next((row for row, emoji in enumerate(self._emoji) if emoji.label == label), -1)

    def rowCount(  # noqa: N802 - Qt's name.
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        """Return the number of emoji; an emoji has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._emoji)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | None:
        """Return the emoji's words; a screen reader gets the name, a program the label."""
        emoji = self.emoji_at(index.row())
        if emoji is None:
            return None
        if role == LABEL_ROLE:
            return emoji.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (emoji.name, emoji.name_ja)))
        return None
