"""A field for each option of a predictor, after its table."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.prediction import OptionValue
from emoji_labeler.domain.predictor import PROMPT, SNAPSHOT, PredictorOption
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.ui.widgets.number_box import NumberBox, RealNumberBox
from emoji_labeler.wording import tr

_PROMPT_HEIGHT = 78
_LARGEST = 1_000_000_000

_Reading = Callable[[], OptionValue]


class OptionFields(QWidget):
    """Shows the options of one predictor at a time, and reads what was set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._readings: dict[str, _Reading] = {}

    def show_options(self, options: Sequence[PredictorOption], *, snapshots: Sequence[str]) -> None:
        """Show a field for each of these, at its usual value."""
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget(self)
        rows = FactRows()
        self._inside.setLayout(rows)
        rows.setContentsMargins(0, 0, 0, 0)
        self._readings = {}
        for option in options:
            field, self._readings[option.name] = _field(option, snapshots, parent=self._inside)
            field.setAccessibleName(tr(option.title))
            line = QHBoxLayout()
            line.addWidget(field)
            rows.add(tr(option.title), line)
        self._layout.addWidget(self._inside)

    def values(self) -> dict[str, OptionValue]:
        """Return what is set, by the names of the options."""
        return {name: read() for name, read in self._readings.items()}


def _field(
    option: PredictorOption, snapshots: Sequence[str], *, parent: QWidget
) -> tuple[QWidget, _Reading]:
    """Return a widget for an option, and what reads it."""
    default = option.default
    if isinstance(default, bool):
        box = QCheckBox(parent)
        box.setChecked(default)
        return box, box.isChecked
    if isinstance(default, int):
        number = NumberBox(parent)
        number.setRange(int(option.least), min(int(option.most), _LARGEST))
        number.setValue(default)
        return number, number.value
    if isinstance(default, float):
        real = RealNumberBox(parent)
        real.setRange(option.least, option.most)
        real.setSingleStep((option.most - option.least) / 20)
        real.setValue(default)
        return real, real.value
    return _text_field(option, default, snapshots, parent=parent)


def _text_field(
    option: PredictorOption, default: str, snapshots: Sequence[str], *, parent: QWidget
) -> tuple[QWidget, _Reading]:
    choices = ("", *snapshots) if option.name == SNAPSHOT else option.choices
    if choices:
        box = QComboBox(parent)
        box.addItems(list(choices))
        box.setCurrentText(default)
        return box, box.currentText
    if option.name == PROMPT:
        prompt = QPlainTextEdit(default, parent)
        prompt.setFixedHeight(_PROMPT_HEIGHT)
        prompt.setTabChangesFocus(True)
        return prompt, prompt.toPlainText
    line = QLineEdit(default, parent)
    return line, line.text
