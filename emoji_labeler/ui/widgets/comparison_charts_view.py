"""The charts of a comparison, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from emoji_labeler.domain.chart import Chart
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.chart_view import ChartView


class ComparisonChartsView(QScrollArea):
    """Keeps its chart views from one comparison to the next."""

    def __init__(
        self, *, background: Background, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._theme = theme
        self._views: list[ChartView] = []
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
        while len(self._views) < len(charts):
            view = ChartView(background=self._background, theme=self._theme, parent=self._inside)
            self._views.append(view)
            self._layout.addWidget(view)
        for place, view in enumerate(self._views):
            view.setVisible(place < len(charts))
            if place < len(charts):
                view.show_chart(charts[place])
