"""The themes of a generation run, to be edited."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, Qt

from emoji_labeler.domain.generation import Theme
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.wording import later, tr

_COLUMNS = (later("Theme"), later("Language"))
_TEXT = 0
_LANGUAGE_NAMES = {"ja": later("Japanese"), "en": later("English")}


class ThemeItemModel(TableItemModel):
    """One row a theme; its text can be changed while ``is_fixed`` is not set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in _COLUMNS], parent=parent)
        self._themes: list[Theme] = []
        self.is_fixed = False

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes as they are now."""
        return tuple(self._themes)

    def show(self, themes: Sequence[Theme]) -> None:
        """Show these themes in place of the former ones; those that come behind are only added."""
        known = len(self._themes)
        if known and list(themes[:known]) == self._themes:
            if len(themes) > known:
                self.beginInsertRows(QModelIndex(), known, len(themes) - 1)
                self._themes += themes[known:]
                self.endInsertRows()
            return
        self.beginResetModel()
        self._themes = list(themes)
        self.endResetModel()

    def add(self, theme: Theme) -> int:
        """Put a theme behind the others; return its row."""
        row = len(self._themes)
        self.beginInsertRows(QModelIndex(), row, row)
        self._themes.append(theme)
        self.endInsertRows()
        return row

    def remove(self, rows: Sequence[int]) -> None:
        """Take rows out."""
        for row in sorted(rows, reverse=True):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._themes[row]
            self.endRemoveRows()

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._themes)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let a theme be edited."""
        flags = super().flags(index)
        is_text = index.column() == _TEXT
        return flags | Qt.ItemFlag.ItemIsEditable if is_text and not self.is_fixed else flags

    def data(
        self,
        index: AnyIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | None:
        """Return the text of a cell."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return None
        theme = self._themes[index.row()]
        if index.column() == _TEXT:
            return theme.text
        return tr(_LANGUAGE_NAMES.get(theme.language, theme.language))

    def setData(
        self,
        index: AnyIndex,
        value: object,
        role: int = int(Qt.ItemDataRole.EditRole),
    ) -> bool:
        """Take what was written for a theme; nothing is no theme."""
        text = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or not text:
            return False
        self._themes[index.row()] = replace(self._themes[index.row()], text=text)
        self.dataChanged.emit(index, index)
        return True
