"""One figure in large type, with what it is and what it means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from emoji_labeler.ui.fonts import SMALL_PX, font, line_height

_FIGURE_PX = 26


class FigureTile(QFrame):
    """A card of three lines; the last one wraps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._caption = QLabel(self)
        self._caption.setProperty("tone", "soft")
        self._caption.setFont(font(SMALL_PX, weight=font().Weight.DemiBold))
        self._figure = QLabel(self)
        self._figure.setFont(font(_FIGURE_PX, weight=font().Weight.DemiBold))
        self._figure.setMinimumHeight(line_height(_FIGURE_PX))
        self._sentence = QLabel(self)
        self._sentence.setProperty("tone", "soft")
        self._sentence.setFont(font(SMALL_PX))
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(4)
        for label in (self._caption, self._figure, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        layout.addStretch()

    def show_figure(self, figure: str, *, caption: str, sentence: str) -> None:
        """Show a figure in place of the former one."""
        self._caption.setText(caption)
        self._figure.setText(figure)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{caption}: {figure}. {sentence}")
