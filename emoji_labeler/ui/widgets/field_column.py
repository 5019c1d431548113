"""Fields below one another, each with its name above it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from emoji_labeler.ui.fonts import SMALL_PX, font

_CAPTION_GAP, _FIELD_GAP = 3, 8


class FieldColumn(QVBoxLayout):
    """A column of fields that are as wide as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)

    def add(self, caption: str, *fields: QWidget) -> None:
        """Add a caption and, below it, a field and the notes that belong to it."""
        label = QLabel(caption)
        label.setFont(font(SMALL_PX))
        label.setProperty("tone", "soft")
        self.addWidget(label)
        self.addSpacing(_CAPTION_GAP)
        for field in fields:
            if isinstance(field, QLineEdit | QComboBox):
                field.setAccessibleName(caption)
            self.addWidget(field)
        label.setBuddy(fields[0])
        self.addSpacing(_FIELD_GAP)


def note_line(parent: QWidget, *, tone: str = "faint") -> QLabel:
    """Return a hidden line of small print, to be filled with ``say``."""
    label = QLabel(parent)
    label.setFont(font(SMALL_PX))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(0, 3, 0, 0)
    label.setProperty("tone", tone)
    label.hide()
    return label


def say(label: QLabel, text: str, *, tone: str = "") -> None:
    """Show a text in a tone; an empty one hides the line."""
    label.setText(text)
    label.setVisible(bool(text))
    if tone and label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().polish(label)
