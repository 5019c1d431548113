"""The fields of a form, all of one height, each with a name for those who cannot see it."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.measures import CONTROL_HEIGHT

_MOST = 10_000
_CAPTION_WIDTH = 150
_INDENT = 9


def choice(name: str, *, parent: QWidget) -> QComboBox:
    """Return a choice, as wide as there is room."""
    box = QComboBox(parent)
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def number_field(value: int, *, name: str, parent: QWidget) -> QSpinBox:
    """Return a field for a whole number from 1 on."""
    box = QSpinBox(parent)
    box.setRange(1, _MOST)
    box.setValue(value)
    shape_number(box, name=name)
    return box


def shape_number(box: QSpinBox | QDoubleSpinBox, *, name: str) -> None:
    """Make a field for a number as high as the others; style sheets cannot indent its text."""
    box.setAccessibleName(name)
    box.lineEdit().setTextMargins(_INDENT, 0, 0, 0)


def money_field(nothing: str, *, name: str, parent: QWidget) -> QLineEdit:
    """Return a field for an amount, with a decimal point; empty, it shows ``nothing``."""
    field = QLineEdit(parent)
    field.setPlaceholderText(nothing)
    field.setAccessibleName(name)
    validator = QDoubleValidator(0.0, 1_000_000.0, 6, field)
    validator.setNotation(QDoubleValidator.Notation.StandardNotation)
    validator.setLocale(QLocale.c())
    field.setValidator(validator)
    return field


def money_in(field: QLineEdit) -> float | None:
    """Return the amount in a field, or None where there is none."""
    try:
        return float(field.text())
    except ValueError:
        return None


def settle_captions(form: QFormLayout) -> None:
    """Set what stands beside the fields in soft type, in the middle of their height."""
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        caption = item.widget() if item is not None else None
        if caption is not None:
            caption.setProperty("tone", "soft")
            caption.setMinimumHeight(CONTROL_HEIGHT)


def form_caption(text: str) -> QLabel:
    """Return what stands beside a field, in the middle of its height."""
    label = QLabel(text)
    label.setProperty("tone", "soft")
    label.setFixedWidth(_CAPTION_WIDTH)
    label.setMinimumHeight(CONTROL_HEIGHT)
    return label


def form_note(tone: str, *, parent: QWidget) -> QLabel:
    """Return a line for something small to say."""
    label = QLabel(parent)
    label.setFont(font(SMALL_PX))
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("tone", tone)
    return label
