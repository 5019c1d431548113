"""A box for a number whose text keeps off the round border."""

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

_TEXT_MARGIN = 9


class NumberBox(QSpinBox):
    """For whole numbers; style sheets have no say about where the text of such a box begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)


class RealNumberBox(QDoubleSpinBox):
    """For numbers with a fraction."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
