"""In which order the memos come."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.work_order import WorkOrder
from emoji_labeler.ui.fonts import HEADING_PX, SMALL_PX, font
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.wording import later, tr

_CHOICES = {
    WorkOrder.IMPORTED: (later("As imported"), later("The memos come as they stand in the file.")),
    WorkOrder.RANDOM: (
        later("Random"),
        later("Each memo has a random number of its own: a mixed order, and yet always the same."),
    ),
    WorkOrder.THEME: (
        later("By theme"),
        later("Memos of one theme come one after the other, which is quicker and more even."),
    ),
    WorkOrder.USEFUL: (
        later("Most useful next"),
        later("First the memos the suggestions are least sure of, each unlike the others."),
    ),
}


class OrderDialog(QDialog):
    """Four orders, each explained in a sentence."""

    order_chosen = Signal(WorkOrder)

    def __init__(self, current: WorkOrder, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Order of work"))
        self._buttons: dict[WorkOrder, QRadioButton] = {}
        buttons = decision_buttons(self)
        buttons.accepted.connect(self.accept)
        self.accepted.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(4)
        for order, (name, sentence) in _CHOICES.items():
            button = QRadioButton(tr(name), self)
            button.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
            button.setChecked(order is current)
            button.setAccessibleDescription(tr(sentence))
            explanation = QLabel(tr(sentence), self)
            explanation.setFont(font(SMALL_PX))
            explanation.setProperty("tone", "soft")
            explanation.setWordWrap(True)
            explanation.setMinimumWidth(420)
            explanation.setContentsMargins(26, 0, 0, 10)
            layout.addWidget(button)
            layout.addWidget(explanation)
            self._buttons[order] = button
        layout.addSpacing(8)
        layout.addWidget(buttons)

    def _choose(self) -> None:
        for order, button in self._buttons.items():
            if button.isChecked():
                self.order_chosen.emit(order)
