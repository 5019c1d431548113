"""The memos of a generation run as rows, those that should be looked at among them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)

from emoji_labeler.domain.generation import GeneratedMemo, MemoState
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.wording import later, tr

_COLUMNS = (later("Keep"), later("Theme"), later("Memo"), later("State"))
KEEP, THEME, TEXT, MARK = range(4)
_STATES = {
    MemoState.OPEN: later("not written yet"),
    MemoState.FAILED: later("failed"),
    MemoState.ADDED: later("in the project"),
    MemoState.DROPPED: later("left out"),
}


class GeneratedMemoItemModel(TableItemModel):
    """One row a memo; a tick says that it is to go into the project."""

    kept = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in _COLUMNS], parent=parent)
        self._memos: list[GeneratedMemo] = []

    def show(self, memos: Sequence[GeneratedMemo]) -> None:
        """Show these memos; where only some have changed, only they are painted anew."""
        if [memo.id for memo in memos] != [memo.id for memo in self._memos]:
            self.beginResetModel()
            self._memos = list(memos)
            self.endResetModel()
            return
        for row, memo in enumerate(memos):
            if memo != self._memos[row]:
                self._memos[row] = memo
                self.dataChanged.emit(self.index(row, KEEP), self.index(row, MARK))

    def memo_at(self, row: int) -> GeneratedMemo:
        """Return the memo of a row."""
        return self._memos[row]

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._memos)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let memos that are written be ticked."""
        flags = super().flags(index)
        can_be_kept = self._memos[index.row()].state is MemoState.MADE and index.column() == KEEP
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_be_kept else flags

    def data(
        self,
        index: AnyIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | Qt.CheckState | None:
        """Return the text of a cell, or whether it is ticked."""
        memo = self._memos[index.row()]
        if index.column() == KEEP:
            if role == Qt.ItemDataRole.CheckStateRole and memo.state is MemoState.MADE:
                return Qt.CheckState.Checked if memo.is_kept else Qt.CheckState.Unchecked
            return None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        text = memo.text or (memo.why if memo.state is MemoState.FAILED else "")
        shown = {THEME: memo.theme, TEXT: " ".join(text.split()), MARK: mark_of(memo)}
        return shown[index.column()]

    def setData(
        self,
        index: AnyIndex,
        value: object,
        role: int = int(Qt.ItemDataRole.EditRole),
    ) -> bool:
        """Say that a memo was ticked or unticked."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        is_kept = Qt.CheckState(value) is Qt.CheckState.Checked
        self.kept.emit(self._memos[index.row()].id, is_kept)
        return True


def mark_of(memo: GeneratedMemo) -> str:
    """Return what is to be seen about a memo, in a few words."""
    if memo.state is MemoState.MADE:
        said = []
        if memo.near_text:
            said.append(tr("{percent}% like another", percent=round(memo.similarity * 100)))
        if memo.has_wrong_length:
            said.append(tr("{count} characters", count=len(memo.text)))
        return "  ·  ".join(said)
    return tr(_STATES[memo.state])
