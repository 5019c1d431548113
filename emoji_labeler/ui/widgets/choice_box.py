"""A box to choose from that may be narrower than what it offers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_HEIGHT = 34
_ROOM_BESIDE = 28
"""What a row of the open list needs beside its text, in pixels."""


class ChoiceBox(QComboBox):
    """Ends a text that is too long with dots; the open list is as wide as its longest row."""

    def __init__(self, name: str, *, letters: int, parent: QWidget | None = None) -> None:
        """Take room for so many letters at least."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumHeight(_HEIGHT)
        self.setMinimumContentsLength(letters)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def showPopup(self) -> None:
        """Open the list."""
        self.view().setMinimumWidth(self.list_width)
        super().showPopup()

    @property
    def list_width(self) -> int:
        """How wide the open list has to be."""
        return max(self.view().sizeHintForColumn(0) + _ROOM_BESIDE, self.width())

    @property
    def shown_text(self) -> str:
        """What there is room for."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        return self._fitting(option)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as Qt does, but for the end of a text that is too long."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self._fitting(option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        return self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width()
        )
