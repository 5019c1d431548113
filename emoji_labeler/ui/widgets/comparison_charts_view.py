"""The charts of a comparison, one below the other."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from emoji_labeler.domain.chart import Chart
from emoji_labeler.ui.widgets.chart_card import ChartCard
from emoji_labeler.ui.window_parts import WindowParts


class ComparisonChartsView(QScrollArea):
    """Keeps its cards from one comparison to the next; ``exported`` names a file with a chart."""

    exported = Signal(Path)

    def __init__(self, parts: WindowParts, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._cards: list[ChartCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget(self)
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(12, 8, 12, 12)
        self._layout.setSpacing(18)
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show these charts in place of the former ones."""
        while len(self._cards) < len(charts):
            self._cards.append(self._card())
            self._layout.addWidget(self._cards[-1])
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(charts))
            if place < len(charts):
                card.show_chart(charts[place])

    def _card(self) -> ChartCard:
        parts = self._parts
        card = ChartCard(
            background=parts.background, theme=parts.theme, icons=parts.icons, parent=self._inside
        )
        card.view.exported.connect(self.exported)
        return card
