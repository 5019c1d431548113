"""Memos as lines with pictures, added to the list as somebody scrolls down."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from emoji_labeler.domain.record import record

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@record
class MemoLine:
    """One line: what stands before the pictures, pictures with arrows between, text, remark.

    An empty label keeps the place of a picture.
    """

    memo_id: int
    text: str
    labels: tuple[str, ...] = ()
    head: str = ""
    remark: str = ""

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        parts = (self.head, " → ".join(filter(None, self.labels)), self.text, self.remark)
        return ", ".join(filter(None, parts))


class MemoLineItemModel(QAbstractListModel):
    """Lines; ``more_wanted`` asks for those behind the last memo, until there are none."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[MemoLine] = []
        self._has_more = False
        self._is_waiting = False

    def begin(self, lines: Iterable[MemoLine] = (), *, has_more: bool = False) -> None:
        """Show these lines in place of the former ones."""
        self.beginResetModel()
        self._lines = list(lines)
        self._has_more, self._is_waiting = has_more, False
        self.endResetModel()

    def add(self, lines: Iterable[MemoLine], *, has_more: bool) -> None:
        """Add lines at the end."""
        new = list(lines)
        self._has_more, self._is_waiting = has_more, False
        if new:
            self.beginInsertRows(QModelIndex(), len(self._lines), len(self._lines) + len(new) - 1)
            self._lines += new
            self.endInsertRows()

    def line_at(self, row: int) -> MemoLine:
        """Return the line of a row."""
        return self._lines[row]

    @property
    def last_memo_id(self) -> int:
        """The memo of the last line, or 0."""
        return self._lines[-1].memo_id if self._lines else 0

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of lines there are so far."""
        return 0 if parent.isValid() else len(self._lines)

    def canFetchMore(self, parent: _Index) -> bool:
        """Tell whether lines are left that nobody has asked for."""
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, parent: _Index) -> None:
        """Ask for the next lines, once."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_wanted.emit()

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the line for whoever paints it, its text for everybody else."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.text
        return None
