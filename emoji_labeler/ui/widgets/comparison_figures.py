"""The figures of all compared runs, side by side, with a sentence for every two of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from emoji_labeler.domain.run_comparison import RunComparison
from emoji_labeler.services.comparison_words import (
    coverage_words,
    difference_words,
    metric_rows,
)
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.widgets.elided_label import ElidedLabel


class ComparisonFiguresView(QScrollArea):
    """A column a run, a row a figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_comparison(self, comparison: RunComparison) -> None:
        """Show another comparison."""
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(10)
        sentences = map(difference_words, comparison.differences)
        for sentence in (coverage_words(comparison.table), *sentences):
            layout.addWidget(_wrapped(sentence))
        layout.addLayout(_grid(comparison))
        layout.addStretch()
        # The former contents go with this call.
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


def _grid(comparison: RunComparison) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(22)
    grid.setVerticalSpacing(9)
    for column, one in enumerate(comparison.runs, start=1):
        name = ElidedLabel()
        name.setText(one.run.name)
        name.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        grid.addWidget(name, 0, column)
        grid.setColumnStretch(column, 1)
        for row, (caption, value) in enumerate(metric_rows(one), start=1):
            if column == 1:
                grid.addWidget(_caption(caption), row, 0)
            grid.addWidget(QLabel(value), row, column)
    return grid


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(SMALL_PX))
    label.setProperty("tone", "soft")
    return label


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
