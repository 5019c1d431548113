"""A yes that has to be typed, because it costs money."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from emoji_labeler.domain.cost import confirms
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.wording import tr

_WIDTH = 400


class TypedConfirmationDialog(QDialog):
    """``confirmed`` carries what was typed, once it is what is wanted."""

    confirmed = Signal(str)

    def __init__(self, question: str, *, wanted: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Confirm"))
        self.setMinimumWidth(_WIDTH)
        self._wanted = wanted
        what_to_type = tr("To confirm, type: {text}", text=wanted)
        asked = QLabel(f"{question}\n{what_to_type}", self)
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setWordWrap(True)
        self._typed = QLineEdit(self)
        self._typed.setPlaceholderText(wanted)
        self._typed.setAccessibleName(tr("Confirmation"))
        buttons = decision_buttons(self)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self._typed.textChanged.connect(self._weigh)
        buttons.accepted.connect(self._confirm)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        for widget in (asked, self._typed, buttons):
            layout.addWidget(widget)

    def _weigh(self, typed: str) -> None:
        self._ok.setEnabled(confirms(typed, wanted=self._wanted))

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit(self._typed.text().strip())
