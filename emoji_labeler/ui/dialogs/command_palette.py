"""Every command by name: type a few letters, press Enter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.text import fold
from emoji_labeler.ui.actions import Actions, keys_text
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.wording import tr

_SIZE = (520, 420)


class CommandPalette(QDialog):
    """A filter line over the list of actions that can be done now."""

    def __init__(self, actions: Actions, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._actions = [
            (row, action) for row, action in actions if action.isEnabled() and row.name != "palette"
        ]
        self._chosen: QAction | None = None
        self.setProperty("role", "sheet")
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(tr("What do you want to do?"))
        self._line.setFont(font(15))
        self._nothing = QLabel(tr("No command holds these words."), self)
        self._nothing.setProperty("tone", "soft")
        self._nothing.setContentsMargins(10, 7, 10, 7)
        self._list = QListWidget(self)
        self._list.setProperty("role", "rows")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line.textChanged.connect(self._fill)
        self._line.returnPressed.connect(self._take)
        self._list.itemClicked.connect(self._take)
        self.accepted.connect(self._trigger)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(self._line)
        layout.addWidget(self._nothing)
        layout.addWidget(self._list, 1)
        self._fill("")
        self._line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list while the line has the keyboard."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))

    def _fill(self, typed: str) -> None:
        words = fold(typed).split()
        self._list.clear()
        for row, action in self._actions:
            text = fold(f"{action.text()} {row.text} {tr(row.section)} {row.name}")
            if all(word in text for word in words):
                self._add(action, section=tr(row.section))
        self._list.setCurrentRow(0)
        self._nothing.setVisible(not self._list.count())

    def _add(self, action: QAction, *, section: str) -> None:
        item = QListWidgetItem(self._list)
        item.setData(Qt.ItemDataRole.UserRole, action)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, action.text())
        line = _line(action.text(), section=section, keys=keys_text(action))
        item.setSizeHint(line.sizeHint())
        self._list.setItemWidget(item, line)

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()

    def _trigger(self) -> None:
        if self._chosen is not None:
            self._chosen.trigger()


def _line(text: str, *, section: str, keys: str) -> QWidget:
    """Return one line of the list: what, where it belongs, with which key."""
    line = QWidget()
    line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout = QHBoxLayout(line)
    layout.setContentsMargins(10, 7, 10, 7)
    name, place, shortcut = QLabel(text), QLabel(section), QLabel(keys)
    name.setFont(font(BODY_PX + 1))
    for label in (name, place, shortcut):
        label.setTextFormat(Qt.TextFormat.PlainText)
    for label in (place, shortcut):
        label.setFont(font(SMALL_PX))
        label.setProperty("tone", "faint")
    layout.addWidget(name)
    layout.addWidget(place, 1)
    layout.addWidget(shortcut)
    return line
