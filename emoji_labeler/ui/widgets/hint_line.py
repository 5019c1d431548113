"""Hints for the first minutes: one at a time, each gone as soon as the person has done it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.wording import later, tr

_HINTS = (
    ("search", later("Type what the memo is about: ねこ, neko and cat all find the cat.")),
    (
        "pick",
        later("Enter takes the framed picture and brings the next memo. Arrows move the frame."),
    ),
    ("slot", later("While the search is empty, 1–9 take a picture you used before.")),
    ("undo", later("Ctrl+Z takes an answer back, as far as you like. F1 shows every key.")),
)


class HintLine(QFrame):
    """Shows the first hint that is not done yet; ``done_changed`` carries the names of the done."""

    done_changed = Signal(list)

    def __init__(self, done: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = set(done)
        self._text = QLabel(self)
        self._text.setFont(font(BODY_PX))
        self._text.setWordWrap(True)
        self._text.setProperty("tone", "soft")
        dismiss = QPushButton(tr("No more hints"), self)
        dismiss.setProperty("role", "quiet")
        dismiss.clicked.connect(self._dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 0, 8, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(dismiss)
        self._show_next()

    def did(self, name: str) -> None:
        """Note that the person has done what a hint would tell."""
        if name not in self._done:
            self._done.add(name)
            self._show_next()
            self.done_changed.emit(sorted(self._done))

    def _dismiss(self) -> None:
        self._done = {name for name, _ in _HINTS}
        self._show_next()
        self.done_changed.emit(sorted(self._done))

    def _show_next(self) -> None:
        text = next((text for name, text in _HINTS if name not in self._done), "")
        self._text.setText(tr(text) if text else "")
        self.setVisible(bool(text))
