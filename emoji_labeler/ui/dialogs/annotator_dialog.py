"""Who is labelling."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from emoji_labeler.wording import tr


class AnnotatorDialog(QDialog):
    """Choose a name that the project knows, or write a new one."""

    name_chosen = Signal(str)

    def __init__(self, names: Sequence[str], *, current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Who is labelling?"))
        self._names = QComboBox(self)
        self._names.setEditable(True)
        self._names.addItems(list(names))
        self._names.setCurrentText(current)
        self._names.setMinimumSize(320, 34)
        explanation = QLabel(
            tr("Everybody has answers of their own. Choose a name, or write a new one."), self
        )
        explanation.setWordWrap(True)
        explanation.setProperty("tone", "soft")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(explanation)
        layout.addWidget(self._names)
        layout.addWidget(buttons)

    def _choose(self) -> None:
        if self._names.currentText().strip():
            self.name_chosen.emit(self._names.currentText().strip())
