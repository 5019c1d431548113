"""A button for an action that names the action's key where there is room for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from emoji_labeler.ui.actions import keys_text


class ActionButton(QPushButton):
    """Its words are always whole: in a narrow window the key is left out first."""

    def __init__(
        self, action: QAction, *, keys: str = "", indent: str = "", parent: QWidget | None = None
    ) -> None:
        """Show ``keys`` in place of the action's own shortcut, and ``indent`` after the icon."""
        name = action.text().rstrip("…")
        keys = keys or keys_text(action)
        self._short = f"{indent}{name}"
        self._full = f"{self._short}   {keys}" if keys else self._short
        super().__init__(self._full, parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def sizeHint(self) -> QSize:
        """Leave room for the name and the key, whichever of them is shown now."""
        return self._room_for(self._full)

    def minimumSizeHint(self) -> QSize:
        """Leave room for the name."""
        return self._room_for(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the key, or leave it out."""
        super().resizeEvent(event)
        has_room = event.size().width() >= self.sizeHint().width()
        self.setText(self._full if has_room else self._short)

    def _room_for(self, text: str) -> QSize:
        widths = self.fontMetrics().horizontalAdvance
        return super().sizeHint() + QSize(widths(text) - widths(self.text()), 0)
