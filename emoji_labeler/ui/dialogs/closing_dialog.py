"""What becomes of the jobs on this machine when the window closes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.wording import tr, tr_count

_WIDTH = 460


class ClosingDialog(QDialog):
    """``decided`` carries whether the jobs are to finish by themselves."""

    decided = Signal(bool)

    def __init__(self, count: int, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A model is being trained"))
        self.setMinimumWidth(_WIDTH)
        asked = QLabel(
            tr_count(
                "{count} job is being trained on this machine.",
                "{count} jobs are being trained on this machine.",
                count=count,
            ),
            self,
        )
        told = QLabel(
            tr(
                "Let the training finish by itself, or stop it: it then goes on from where it was"
                " when you open the program again."
            ),
            self,
        )
        told.setWordWrap(True)
        told.setProperty("tone", "soft")
        finish = self._button(tr("Let it finish"), finishes=True)
        finish.setProperty("role", "primary")
        finish.setDefault(True)
        stay = QPushButton(tr("Do not close"), self)
        stay.setAutoDefault(False)
        stay.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(stay)
        buttons.addStretch()
        buttons.addWidget(self._button(tr("Stop it"), finishes=False))
        buttons.addWidget(finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(asked)
        layout.addWidget(told)
        layout.addLayout(buttons)

    def _button(self, text: str, *, finishes: bool) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)

        def decide() -> None:
            self.accept()
            self.decided.emit(finishes)

        button.clicked.connect(decide)
        return button
