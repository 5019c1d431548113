"""Going to any memo by its number or by words in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.memo import Memo
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import font
from emoji_labeler.wording import tr

_SIZE = (620, 440)
_PAUSE_MS = 150
_LONGEST_QUERY = 200


class JumpDialog(QDialog):
    """A line for a number or words; memos that hold the words are listed as they are found."""

    # Not int, which Qt would cut to 32 bits before anybody can say that there is no such memo.
    memo_chosen = Signal(object)

    def __init__(
        self,
        find_memos: Callable[[str], Sequence[Memo]],
        *,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._find_memos = find_memos
        self._background = background
        self.setWindowTitle(tr("Jump to a memo"))
        self.resize(*_SIZE)
        self.setProperty("role", "sheet")
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(tr("Number of a memo, or words in it"))
        self._line.setFont(font(15))
        self._line.setMaxLength(_LONGEST_QUERY)
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = QLabel(self)
        self._state.setProperty("tone", "faint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._state)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._line.textChanged.connect(self._forget)
        self._line.returnPressed.connect(self._take)
        self._list.itemClicked.connect(self._take)
        self._line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list while the line has the keyboard."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))

    def _forget(self) -> None:
        """Take away what was found for other words; look when the person pauses."""
        self._list.clear()
        self._state.clear()
        self._pause.start()

    def _look(self) -> None:
        words = self._line.text().strip()
        if not words or words.isdecimal():
            return
        self._background.run(
            lambda _progressing: self._find_memos(words),
            done=lambda memos: self._show(words, memos),
            owner=self,
        )

    def _show(self, words: str, memos: Sequence[Memo]) -> None:
        """Show what was found, unless something else is asked by now."""
        if words != self._line.text().strip():
            return
        self._list.clear()
        for memo in memos:
            item = QListWidgetItem(f"{memo.id:,}   {' '.join(memo.text.split())}", self._list)
            item.setData(Qt.ItemDataRole.UserRole, memo.id)
        self._list.setCurrentRow(0)
        self._state.setText("" if memos else tr("No memo holds these words."))

    def _take(self) -> None:
        words = self._line.text().strip()
        item = self._list.currentItem()
        if not words.isdecimal() and self._list.currentRow() < 0:
            return
        number = int(words) if words.isdecimal() else item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.memo_chosen.emit(number)
