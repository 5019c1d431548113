"""All memos of a list as rows, of which only those that are looked at are read."""

from array import array
from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QObject,
    Qt,
    Signal,
)

from emoji_labeler.domain.memo_listing import ListedMemo, MemoColumn
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.ui.memo_state_words import STATES
from emoji_labeler.ui.memo_words import language_name, local_time
from emoji_labeler.wording import later, tr

LABEL_ROLE = int(Qt.ItemDataRole.UserRole)
COLUMNS: tuple[tuple[MemoColumn, str], ...] = (
    (MemoColumn.NUMBER, later("No.")),
    (MemoColumn.TEXT, later("Text")),
    (MemoColumn.LABEL, later("Label")),
    (MemoColumn.STATE, later("Status")),
    (MemoColumn.THEME, later("Theme")),
    (MemoColumn.ANNOTATORS, later("Annotators")),
    (MemoColumn.LANGUAGE, later("Language")),
    (MemoColumn.SOURCE, later("Source")),
    (MemoColumn.IMPORTED, later("Imported")),
)
_BLOCK = 64
_MOST_BLOCKS = 64
_READ_AT_ONCE = 3
_NUMBER = 0


class MemoItemModel(TableItemModel):
    """One row a memo; a row that is not read yet is empty until ``take`` brings it.

    Rows are kept in blocks, the oldest of which go when there are many. ``rows_wanted`` says that
    somebody looks at rows that are not there; whoever reads them asks ``wanted`` which, so that
    only those are read that are still looked at.
    """

    rows_wanted = Signal()

    def __init__(self, pack: EmojiPack, parent: QObject | None = None) -> None:
        super().__init__(
            [tr(title) for _, title in COLUMNS], figures=[_NUMBER], is_sorted=True, parent=parent
        )
        self._pack = pack
        self._numbers: array[int] = array("q")
        self._blocks: dict[int, dict[int, ListedMemo]] = {}
        self._missing: dict[int, None] = {}

    def show(self, numbers: "array[int]") -> None:
        """Show the memos of these numbers, all to be read anew."""
        self._blocks.clear()
        self._missing.clear()
        if numbers == self._numbers:
            self._changed(0, len(numbers) - 1)
            return
        self.beginResetModel()
        self._numbers = numbers
        self.endResetModel()

    def number_at(self, row: int) -> int:
        """Return the number of the memo in that row."""
        return self._numbers[row]

    def row_of(self, number: int) -> int:
        """Return the row of that memo, or -1."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def wanted(self) -> dict[int, list[int]]:
        """Return the numbers of memos to be read now: what was looked at last, and around it.

        The keys are for ``take`` alone.
        """
        looked_at = list(self._missing)[-_READ_AT_ONCE:]
        self._missing.clear()
        near = {block for seen in looked_at for block in (seen - 1, seen, seen + 1)}
        places = sorted(block for block in near - self._blocks.keys() if block >= 0)
        blocks = {at: self._numbers[at * _BLOCK : (at + 1) * _BLOCK].tolist() for at in places}
        return {at: numbers for at, numbers in blocks.items() if numbers}

    def take(self, wanted: Iterable[int], memos: Iterable[ListedMemo]) -> None:
        """Show what was read of what ``wanted`` gave for the list that is shown now."""
        read = {memo.id: memo for memo in memos}
        for block in wanted:
            self._blocks[block] = read
        while len(self._blocks) > _MOST_BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        self._changed(0, len(self._numbers) - 1)

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._numbers)

    def data(
        self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> str | Qt.AlignmentFlag | None:
        """Return the text of a cell, or the label of its memo."""
        column = COLUMNS[index.column()][0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index.row(), column)
        if role == LABEL_ROLE:
            memo = self._memo(index.row())
            return memo.label if memo else None
        return None

    def _cell(self, row: int, column: MemoColumn) -> str:
        if column is MemoColumn.NUMBER:
            return f"{self._numbers[row]:,}"
        memo = self._memo(row)
        return _CELLS[column](memo, self._pack) if memo else ""

    def _memo(self, row: int) -> ListedMemo | None:
        """Return the memo in that row if it is read; else say that it is wanted."""
        number = row // _BLOCK
        block = self._blocks.get(number)
        if block is not None:
            return block.get(self._numbers[row])
        was_content = not self._missing
        self._missing.pop(number, None)
        self._missing[number] = None
        if was_content:
            self.rows_wanted.emit()
        return None

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


_CELLS: dict[MemoColumn, Callable[[ListedMemo, EmojiPack], str]] = {
    MemoColumn.TEXT: lambda memo, _pack: " ".join(memo.beginning.split()),
    MemoColumn.LABEL: lambda memo, pack: pack.name_of(memo.label) if memo.label else "",
    MemoColumn.STATE: lambda memo, _pack: tr(STATES[memo.state]),
    MemoColumn.THEME: lambda memo, _pack: memo.theme,
    MemoColumn.ANNOTATORS: lambda memo, _pack: ", ".join(memo.annotators),
    MemoColumn.LANGUAGE: lambda memo, _pack: language_name(memo.language),
    MemoColumn.SOURCE: lambda memo, _pack: memo.source,
    MemoColumn.IMPORTED: lambda memo, _pack: local_time(memo.imported_at),
}
