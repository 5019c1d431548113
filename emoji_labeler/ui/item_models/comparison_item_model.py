"""Memos as rows, what people chose and one run each as columns."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from emoji_labeler.domain.people_column import ChosenLabel
from emoji_labeler.domain.run_comparison import ComparisonTable, RunColumn
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.comparison_words import people_words
from emoji_labeler.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_BLOCK = 100
_MOST_BLOCKS = 60

NUMBER, TEXT, PEOPLE = range(3)
FIRST_RUN = 3


class PictureCell(NamedTuple):
    """What there is to paint of a run's cell: no label where none was found.

    ``agrees`` is None where there is no gold label to hold it against.
    """

    label: str
    agrees: bool | None = None
    exists: bool = True
    was_seen: bool = False


def sort_values(table: ComparisonTable, section: int) -> Sequence[int] | Sequence[str]:
    """Return what rows are sorted by in a column: equal pictures together, texts by length."""
    if section == TEXT:
        return table.lengths
    if section == PEOPLE:
        return table.golds
    runs = table.columns[section - FIRST_RUN :] if section >= FIRST_RUN else ()
    return runs[0].labels if runs else table.memo_ids


class ComparisonItemModel(QAbstractTableModel):
    """Shows chosen rows of a comparison; texts are read in blocks, as somebody looks at them.

    With ``hides_names`` it is not told who chose what.
    """

    texts_wanted = Signal()

    def __init__(self, pack: EmojiPack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._table: ComparisonTable | None = None
        self._rows: Sequence[int] = ()
        self._texts: dict[int, str] = {}
        self._missing: dict[int, None] = {}
        self.hides_names = False

    @property
    def table(self) -> ComparisonTable | None:
        """The comparison whose rows are shown."""
        return self._table

    def show(self, table: ComparisonTable, rows: Sequence[int]) -> None:
        """Show these rows of a comparison, in their order."""
        self.beginResetModel()
        if table is not self._table:
            self._texts.clear()
        self._table = table
        self._rows = rows
        self._missing.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Show no comparison."""
        self.beginResetModel()
        self._table = None
        self._rows = ()
        self._texts.clear()
        self._missing.clear()
        self.endResetModel()

    def memo_at(self, row: int) -> int:
        """Return the number of the memo in a row."""
        return self._shown.memo_ids[self._rows[row]]

    def column_of(self, section: int) -> RunColumn | None:
        """Return the run of a column, or None for the first columns."""
        if section < FIRST_RUN or self._table is None:
            return None
        return self._table.columns[section - FIRST_RUN]

    def wanted(self) -> list[int]:
        """Return the memos whose texts are to be read now, the block looked at last."""
        if not self._missing:
            return []
        block = next(reversed(self._missing))
        self._missing.clear()
        rows = self._rows[block * _BLOCK : (block + 1) * _BLOCK]
        return [self._shown.memo_ids[row] for row in rows]

    def take(self, memo_ids: Sequence[int], texts: Sequence[str]) -> None:
        """Show texts that were read."""
        while len(self._texts) > _BLOCK * _MOST_BLOCKS:
            del self._texts[next(iter(self._texts))]
        self._texts.update(zip(memo_ids, texts, strict=True))
        last = len(self._rows) - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, TEXT), self.index(last, TEXT))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of shown memos."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns."""
        if parent.isValid() or self._table is None:
            return 0
        return FIRST_RUN + len(self._table.columns)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Return the title of a column; it stands where the texts below it stand."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == TEXT:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column = self.column_of(section)
        if role == Qt.ItemDataRole.ToolTipRole and section == PEOPLE:
            return tr("★ is the label that counts. A dot stands for each person who chose it.")
        if role == Qt.ItemDataRole.ToolTipRole and column is not None:
            return f"{column.run.name}\n{column.run.plan.predictor} {column.run.plan.model}".strip()
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column.run.name if column else (tr("No."), tr("Memo"), tr("People"))[section]

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a cell says, or a fact about it."""
        row, section = self._rows[index.row()], index.column()
        if section == NUMBER:
            is_text = role == Qt.ItemDataRole.DisplayRole
            return f"{self._shown.memo_ids[row]:,}" if is_text else None
        if section == TEXT:
            is_text = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._text(index.row()) if is_text else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if section == PEOPLE:
            return self.people_words(index.row())
        label = self.cell(index.row(), section).label
        return self._pack.name_of(label) if label else ""

    def chosen(self, shown_row: int) -> list[ChosenLabel]:
        """Return what people chose, the gold label first if there is one."""
        row, table = self._rows[shown_row], self._shown
        return table.people.chosen(row, gold=table.golds[row])

    def gold(self, shown_row: int) -> str:
        """Return the label that counts, or nothing."""
        return self._shown.golds[self._rows[shown_row]]

    def people_words(self, shown_row: int) -> str:
        """Return a line for each label that people chose."""
        row, table = self._rows[shown_row], self._shown
        return people_words(
            table.people.answers(row),
            gold=table.golds[row],
            also_acceptable=table.also_acceptable[row],
            pack=self._pack,
            hides_names=self.hides_names,
        )

    def cell(self, shown_row: int, section: int) -> PictureCell:
        """Return what the column of a run holds; one call a cell: painting asks for many."""
        row, table = self._rows[shown_row], self._shown
        gold = table.golds[row]
        column = table.columns[section - FIRST_RUN]
        label = column.labels[row]
        agrees = (label == gold or label in table.also_acceptable[row]) if gold else None
        return PictureCell(label, agrees, column.exists(row), bool(column.was_seen[row]))

    def _text(self, row: int) -> str:
        """Return the text of a memo if it is read; else say that it is wanted."""
        text = self._texts.get(self.memo_at(row))
        if text is not None:
            return " ".join(text.split())
        was_content = not self._missing
        block = row // _BLOCK
        self._missing.pop(block, None)
        self._missing[block] = None
        if was_content:
            self.texts_wanted.emit()
        return ""

    @property
    def _shown(self) -> ComparisonTable:
        if self._table is None:
            raise RuntimeError("no row is shown without a table")
        return self._table
