"""One line that asks for a word before something is done."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class NotePrompt(QLineEdit):
    """Hidden until something is asked; Enter gives the answer, Esc gives none."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._do: Callable[[str], object] | None = None
        self._is_needed = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.returnPressed.connect(self._give)
        self.hide()

    def ask(self, question: str, *, do: Callable[[str], object], is_needed: bool = False) -> None:
        """Take the keyboard, and call ``do`` with what is written, once that is something."""
        self._do = do
        self._is_needed = is_needed
        self.clear()
        self.setPlaceholderText(question)
        self.setAccessibleName(question)
        self.show()
        self.setFocus()

    def close_prompt(self) -> None:
        """Ask no more."""
        self._do = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_prompt()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        do, text = self._do, self.text()
        if self._is_needed and not text.strip():
            return
        self.close_prompt()
        self.left.emit()
        if do is not None:
            do(text)
