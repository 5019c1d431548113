"""The figures of all compared runs, side by side, with a sentence for every two of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from emoji_labeler.domain.run_comparison import RunComparison
from emoji_labeler.services.comparison_words import (
    coverage_words,
    difference_words,
    metric_rows,
)
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font

_WIDE_COLUMNS = 4
_NARROW_CAPTION = 132


class ComparisonFiguresView(QScrollArea):
    """A column a run, a row a figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: RunComparison | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_comparison(self, comparison: RunComparison) -> None:
        """Show another comparison: now, or when somebody turns to it."""
        self._waiting = comparison
        if self.isVisible():
            self._build(comparison)

    def clear(self) -> None:
        """Show no comparison."""
        self._waiting = None
        self._put(QWidget(self))

    def showEvent(self, event: QShowEvent) -> None:
        """Build what came while nobody looked: hundreds of words are not made in a moment."""
        super().showEvent(event)
        if self._waiting is not None:
            self._build(self._waiting)

    def _build(self, comparison: RunComparison) -> None:
        self._waiting = None
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 8, 8, 16)
        layout.setSpacing(10)
        layout.addWidget(_wrapped(coverage_words(comparison.table), parent=inside))
        layout.addLayout(_grid(comparison, parent=inside))
        layout.addSpacing(8)
        for sentence in map(difference_words, comparison.differences):
            layout.addWidget(_wrapped(sentence, parent=inside))
        layout.addStretch()
        self._put(inside)

    def _put(self, inside: QWidget) -> None:
        # The former contents go with this call.
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


def _grid(comparison: RunComparison, *, parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(9)
    is_narrow = len(comparison.runs) > _WIDE_COLUMNS
    for column, one in enumerate(comparison.runs, start=1):
        name = _wrapped(one.run.name, parent=parent)
        name.setFont(font(SMALL_PX if is_narrow else BODY_PX, weight=font().Weight.DemiBold))
        grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
        for row, (caption, value) in enumerate(metric_rows(one), start=1):
            if column == 1:
                label = _caption(caption, parent=parent)
                if is_narrow:
                    label.setWordWrap(True)
                    label.setFixedWidth(_NARROW_CAPTION)
                grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            # An interval is set off by two spaces; where there is no room it goes below.
            words = value.replace("  ", "\n") if is_narrow else value
            grid.addWidget(_plain(words, parent=parent), row, column, Qt.AlignmentFlag.AlignTop)
    return grid


def _plain(text: str, *, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(SMALL_PX if "\n" in text else BODY_PX))
    return label


def _caption(text: str, *, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setFont(font(SMALL_PX))
    label.setProperty("tone", "soft")
    return label


def _wrapped(text: str, *, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
