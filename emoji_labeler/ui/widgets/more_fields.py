"""The fields of a submission that most people leave as they are."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from emoji_labeler.domain.fine_tuning import Method
from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.domain.submission import DEFAULT_SUFFIX
from emoji_labeler.ui.submission_wish import AUTO
from emoji_labeler.ui.widgets.field_column import FieldColumn
from emoji_labeler.wording import later, tr

_METHODS = {
    Method.SUPERVISED: later("From labels (supervised)"),
    Method.DPO: later("From preferences (DPO)"),
}


class MoreFields(QWidget):
    """Method, numbers, seed, suffix, note; what a provider does not take is disabled."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = QComboBox(self)
        for method, text in _METHODS.items():
            self._method.addItem(tr(text), method)
        self._batch_size = self._auto()
        self._rate = self._auto()
        self._beta = self._auto()
        self._seed = self._auto()
        self._suffix = QLineEdit(DEFAULT_SUFFIX, self)
        self._note = QLineEdit(self)
        self._validation = QCheckBox(tr("Send a validation file"), self)
        self._validation.setChecked(True)
        self._again = QCheckBox(tr("Run again what has run before"), self)
        self._furnish()
        self._connect()

    def values(self) -> dict[str, object]:
        """Return the fields by their names in a SubmissionWish."""
        return {
            "method": self._chosen_method,
            "batch_size": self._batch_size.text(),
            "learning_rate_multiplier": self._rate.text() if self._rate.isEnabled() else "",
            "beta": self._beta.text() if self._beta.isEnabled() else "",
            "seed": self._seed.text() if self._seed.isEnabled() else "",
            "suffix": self._suffix.text(),
            "note": self._note.text(),
            "uses_validation": self._validation.isEnabled() and self._validation.isChecked(),
            "run_again": self._again.isChecked(),
        }

    def fit(self, can: Capabilities) -> None:
        """Offer what a provider takes."""
        if not can.dpo:
            self._method.setCurrentIndex(0)
        self._method.setEnabled(can.dpo)
        self._rate.setEnabled(can.learning_rate_multiplier)
        self._seed.setEnabled(can.seed)
        self._validation.setEnabled(can.validation_file)

    def submitted(self) -> None:
        """Take back what was meant for one submission only."""
        self._again.setChecked(False)

    @property
    def _chosen_method(self) -> Method:
        # Qt keeps a plain string.
        return Method(self._method.currentData())

    def _auto(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(tr(AUTO))
        return field

    def _furnish(self) -> None:
        column = FieldColumn()
        column.add(tr("Method"), self._method)
        for left, right in (
            ((tr("Batch size"), self._batch_size), (tr("Learning rate multiplier"), self._rate)),
            ((tr("Seed"), self._seed), (tr("Beta"), self._beta)),
        ):
            column.addLayout(_side_by_side(left, right))
        column.add(tr("Suffix of the models' names"), self._suffix)
        column.add(tr("Note"), self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(column)
        layout.addWidget(self._validation)
        layout.addWidget(self._again)
        self._show_beta()

    def _connect(self) -> None:
        for field in (self._batch_size, self._rate, self._beta, self._seed, self._suffix):
            field.textChanged.connect(self.changed)
        self._note.editingFinished.connect(self.changed)
        self._method.currentIndexChanged.connect(self._show_beta)
        self._method.currentIndexChanged.connect(self.changed)
        self._validation.toggled.connect(self.changed)
        self._again.toggled.connect(self.changed)

    def _show_beta(self) -> None:
        self._beta.setEnabled(self._chosen_method is Method.DPO)


def _side_by_side(left: tuple[str, QWidget], right: tuple[str, QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for caption, field in (left, right):
        column = FieldColumn()
        column.add(caption, field)
        row.addLayout(column, 1)
    return row
