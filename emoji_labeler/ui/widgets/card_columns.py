"""Cards of different heights in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_COLUMN = 460
_MOST_COLUMNS = 4
_SPACE = 14


class CardColumns(QWidget):
    """Puts each card below the column that is shortest so far, in the order of reading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: Sequence[tuple[QWidget, int]] = ()
        self._columns: list[QVBoxLayout] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)

    def show_cards(self, cards: Sequence[tuple[QWidget, int]]) -> None:
        """Show these cards, each at least as many pixels high as wanted; others are hidden."""
        for card, _ in self._cards:
            card.setVisible(False)
        self._cards = cards
        for card, height in cards:
            card.setParent(self)
            card.setMinimumHeight(height)
            card.setVisible(True)
        self._deal(self._column_count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Deal the cards anew where another number of columns has room."""
        super().resizeEvent(event)
        if self._column_count != len(self._columns):
            self._deal(self._column_count)

    @property
    def _column_count(self) -> int:
        return max(1, min(_MOST_COLUMNS, (self.width() + _SPACE) // (_COLUMN + _SPACE)))

    def _deal(self, count: int) -> None:
        for column in self._columns:
            while column.count():
                column.takeAt(0)
            self._layout.removeItem(column)
            column.deleteLater()
        self._columns = [QVBoxLayout() for _ in range(count)]
        for column in self._columns:
            column.setSpacing(_SPACE)
            self._layout.addLayout(column, 1)
        heights = [0] * count
        for card, height in self._cards:
            place = heights.index(min(heights))
            self._columns[place].addWidget(card, height)
            heights[place] += height + _SPACE
