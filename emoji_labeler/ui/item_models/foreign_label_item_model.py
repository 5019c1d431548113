"""Labels of other programs, each with the emoji that it is to mean."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QIcon

from emoji_labeler.services.label_mapping import LEFT_OUT, ForeignLabel
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.wording import tr, tr_count

PICTURE_SIDE = 22
_TWO_LINES = QSize(0, 50)


class ForeignLabelItemModel(QAbstractListModel):
    """One row a label; what it means may be open, an emoji, or that its answers are left out."""

    def __init__(
        self,
        labels: Sequence[ForeignLabel],
        *,
        pictures: Pictures,
        scale: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._labels = labels
        self._pictures = pictures
        self._scale = scale
        self._meanings: dict[str, str] = {}

    @property
    def meanings(self) -> dict[str, str]:
        """What is decided by now: labels of the file with labels of the pack."""
        return dict(self._meanings)

    def label_at(self, row: int) -> ForeignLabel:
        """Return the label of that row."""
        return self._labels[row]

    def decide(self, row: int, meaning: str) -> None:
        """Let the label of that row mean an emoji, or ``LEFT_OUT``."""
        self._meanings[self._labels[row].raw] = meaning
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def next_open(self, after: int) -> int:
        """Return the row behind ``after``, or from the top, that is not decided yet; or -1."""
        rows = (*range(after + 1, len(self._labels)), *range(after + 1))
        return next((row for row in rows if self._labels[row].raw not in self._meanings), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Return the number of labels."""
        return 0 if parent is not None and parent.isValid() else len(self._labels)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | QIcon | QSize | None:
        """Return the label with what it means, or the picture of that."""
        label = self._labels[index.row()]
        meaning = self._meanings.get(label.raw)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{label.raw}\n{self._said(label, meaning)}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return _TWO_LINES
        if role == Qt.ItemDataRole.DecorationRole and meaning:
            return self._pictures.icon(meaning, side=PICTURE_SIDE, scale=self._scale)
        return None

    def _said(self, label: ForeignLabel, meaning: str | None) -> str:
        if meaning is None:
            return tr_count("{count} answer", "{count} answers", count=label.answers)
        if meaning == LEFT_OUT:
            return tr("left out")
        return self._pictures.pack.name_of(meaning)
