"""How much the project may spend, and from which amount on that is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.cost import Spending
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.ui.widgets.form_fields import settle_captions
from emoji_labeler.ui.widgets.number_box import RealNumberBox
from emoji_labeler.wording import tr

_MOST = 1_000_000.0
_USUAL_LIMIT = 50.0


class LimitsDialog(QDialog):
    """``limits_given`` carries the limit, or None for no limit, and the threshold."""

    limits_given = Signal(object, float)

    def __init__(self, spending: Spending, *, currency: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Limits of spending"))
        self._has_limit = QCheckBox(tr("This project may spend at most"), self)
        self._has_limit.setChecked(spending.limit is not None)
        limit = _USUAL_LIMIT if spending.limit is None else spending.limit
        self._limit = _amount(limit, currency=currency, parent=self)
        self._confirm = _amount(spending.confirm_above, currency=currency, parent=self)
        self._limit.setAccessibleName(self._has_limit.text())
        self._limit.setEnabled(self._has_limit.isChecked())
        self._has_limit.toggled.connect(self._limit.setEnabled)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.addRow(self._has_limit, self._limit)
        form.addRow(tr("The amount is typed from more than"), self._confirm)
        settle_captions(form)
        note = QLabel(tr("What would go beyond the limit is not submitted."), self)
        note.setProperty("tone", "faint")
        buttons = decision_buttons(self)
        buttons.accepted.connect(self._give)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(buttons)

    def _give(self) -> None:
        self.accept()
        limit = self._limit.value() if self._has_limit.isChecked() else None
        self.limits_given.emit(limit, self._confirm.value())


def _amount(amount: float, *, currency: str, parent: QWidget) -> RealNumberBox:
    box = RealNumberBox(parent)
    box.setMinimumWidth(160)
    box.setRange(0.0, _MOST)
    box.setDecimals(2)
    box.setSuffix(f" {currency}")
    box.setValue(amount)
    return box
