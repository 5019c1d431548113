"""The colour of a label that changes with what it says."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def set_tone(label: QLabel, tone: str) -> None:
    """Give the label one of the tones in the style sheet: soft, faint, good, warning or bad."""
    if label.property("tone") == tone:
        return
    label.setProperty("tone", tone)
    # Qt reads the property by itself when it polishes the label for the first time.
    if label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        label.style().polish(label)
