"""Rows of facts: what each is on the left, the fact beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

_CAPTION_WIDTH = 92
_BESIDE_BUTTONS = 8
"""How far a caption stands below the top of a row of buttons."""


class FactRows(QGridLayout):
    """A caption and a widget, or a whole line of them, a row."""

    def __init__(self) -> None:
        super().__init__()
        self._captions: dict[QWidget, QLabel] = {}
        self.setHorizontalSpacing(16)
        self.setVerticalSpacing(10)
        self.setColumnMinimumWidth(0, _CAPTION_WIDTH)
        self.setColumnStretch(1, 1)

    def add(self, caption: str, fact: QWidget | QLayout) -> None:
        """Add a row below the others."""
        row = self.rowCount()
        if isinstance(fact, QWidget):
            self.addWidget(fact, row, 1)
        else:
            self.addLayout(fact, row, 1)
        if not caption:
            return
        label = QLabel(caption)
        label.setProperty("tone", "soft")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.addWidget(label, row, 0)
        if isinstance(fact, QWidget):
            self._captions[fact] = label
        else:
            label.setContentsMargins(0, _BESIDE_BUTTONS, 0, 0)

    def show(self, fact: QLabel, text: str) -> None:
        """Show a text, and its caption with it; a row without text is left out."""
        fact.setText(text)
        fact.setVisible(bool(text))
        if fact in self._captions:
            self._captions[fact].setVisible(bool(text))
