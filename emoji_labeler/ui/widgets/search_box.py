"""The box that always has the keyboard: letters search, everything else is passed on.

While an input method composes, the keys are the input method's: nothing is picked, moved or
cleared, but what is composed so far already searches.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_MOVING_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EDITING_KEYS = {
    Qt.Key.Key_A,
    Qt.Key.Key_C,
    Qt.Key.Key_V,
    Qt.Key.Key_X,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
}
"""With Ctrl these edit the text; every other key with Ctrl belongs to the window."""

_DIGITS = tuple("123456789")
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class SearchBox(QLineEdit):
    """A line for queries; ``query_changed`` carries what is composed as well as what is typed."""

    query_changed = Signal(str)
    moved = Signal(Qt.Key)
    entered = Signal()
    shift_entered = Signal()
    digit_typed = Signal(int)
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._last_query = ""
        self.setProperty("role", "search")
        self.textChanged.connect(self._tell)

    @property
    def query(self) -> str:
        """What is typed, with what is being composed at the cursor."""
        at = self.cursorPosition()
        return self.text()[:at] + self._preedit + self.text()[at:]

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work."""
        return bool(self._preedit)

    def clear(self) -> None:
        """Empty the box; what is being composed goes too, though not every input method says so."""
        if self.is_composing:
            self.inputMethodEvent(QInputMethodEvent())
        super().clear()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for what is being composed, before it is committed."""
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        """Leave the window's shortcuts to the window: Ctrl+Z takes an answer back here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if with_control and event.key() not in _EDITING_KEYS:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass on the keys that mean something beyond the text."""
        if self.is_composing or not self._is_passed_on(event):
            super().keyPressEvent(event)

    def _is_passed_on(self, event: QKeyEvent) -> bool:
        """Tell the others about a key that is theirs; False when it is the text's own."""
        key, modifiers = event.key(), event.modifiers() & ~_KEYPAD
        no_modifier = modifiers == Qt.KeyboardModifier.NoModifier
        is_digit = no_modifier and not self.text() and event.text() in _DIGITS
        if event.isAutoRepeat() and (key in _ENTER_KEYS or is_digit):
            # A key that is held down answers one memo and not the whole list.
            return True
        if key in _ENTER_KEYS and no_modifier:
            self.entered.emit()
        elif key in _ENTER_KEYS and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self.shift_entered.emit()
        elif key in _MOVING_KEYS and no_modifier:
            self.moved.emit(Qt.Key(key))
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif is_digit:
            self.digit_typed.emit(int(event.text()))
        else:
            return False
        return True

    def _tell(self) -> None:
        """Say what is looked for now; the commit of a composition fires twice."""
        query = self.query
        if query != self._last_query:
            self._last_query = query
            self.query_changed.emit(query)
