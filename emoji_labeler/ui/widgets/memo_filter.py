"""Which memos are to be listed: a line for words, and a choice for each thing they differ in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.memo_listing import MemoQuery, MemoValues
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.memo_state_words import STATES
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.choice_box import ChoiceBox
from emoji_labeler.ui.widgets.clear_button import add_clear_button
from emoji_labeler.wording import later, tr

_PAUSE_MS = 150
_LONGEST_QUERY = 200
_CHOICES = {
    "state": (later("Status"), later("Any status")),
    "theme": (later("Theme"), later("Any theme")),
    "label": (later("Label"), later("Any label")),
    "annotator": (later("Annotator"), later("Any annotator")),
    "language": (later("Language"), later("Any language")),
    "source": (later("Source"), later("Any source")),
}
"""For each part of a query what it is called, and what stands there while it is open."""


class MemoFilter(QWidget):
    """Says with ``changed`` that another list is asked for; ``query`` says which."""

    changed = Signal()
    left_downwards = Signal()

    def __init__(
        self,
        pack: EmojiPack,
        *,
        theme: Theme,
        icons: Icons,
        buttons: Sequence[QWidget],
        parent: QWidget | None = None,
    ) -> None:
        """Build it, with ``buttons`` at the end of the first line."""
        super().__init__(parent)
        self._pack = pack
        self._theme = theme
        self._icons = icons
        self.words = _WordLine(self)
        self._magnifier = QAction(self)
        self._boxes = {part: self._box(name) for part, (name, _) in _CHOICES.items()}
        self._clear = QPushButton(tr("Clear"), self)
        self._pause = QTimer(self)
        self._fill("state", [(tr(words), state) for state, words in STATES.items()])
        self._furnish(buttons)
        self._connect()
        self._wear()

    @property
    def query(self) -> MemoQuery:
        """What is asked for now, in the order of the memos' numbers."""
        chosen = {part: box.currentData() for part, box in self._boxes.items()}
        return MemoQuery(
            words=self.words.text().strip(),
            state=chosen["state"],
            theme=chosen["theme"],
            label=chosen["label"] or "",
            annotator=chosen["annotator"] or "",
            language=chosen["language"],
            source=chosen["source"],
        )

    def show_values(self, values: MemoValues) -> None:
        """Offer what the memos of the project differ in; what is chosen stays chosen."""
        labels = [(self._pack.name_of(label), label, count) for label, count in values.labels]
        self._fill("theme", [(_counted(theme, n), theme) for theme, n in values.themes])
        self._fill("label", [(_counted(name, n), label) for name, label, n in labels])
        self._fill("annotator", [(name, name) for name in values.annotators])
        self._fill("language", [(_counted(language_name(c), n), c) for c, n in values.languages])
        self._fill("source", [(_counted(source, n), source) for source, n in values.sources])

    def clear(self) -> None:
        """Ask for all memos."""
        self.words.clear()
        for box in self._boxes.values():
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self._ask()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the magnifier in the new colours."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_magnifier"):
            self._wear()
        super().changeEvent(event)

    def _furnish(self, buttons: Sequence[QWidget]) -> None:
        self.words.setPlaceholderText(tr("Words in the memo, or its number"))
        self.words.setAccessibleName(tr("Search memos"))
        self.words.setProperty("role", "filter")
        self.words.setMaxLength(_LONGEST_QUERY)
        add_clear_button(self.words)
        self.words.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._clear.setProperty("role", "quiet")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        second.setSpacing(8)
        first.addWidget(self.words, 1)
        for button in buttons:
            first.addWidget(button)
        for box in self._boxes.values():
            second.addWidget(box, 1)
        second.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(first)
        layout.addLayout(second)

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.words.left_downwards.connect(self.left_downwards)
        self._clear.clicked.connect(self.clear)
        for box in self._boxes.values():
            box.currentIndexChanged.connect(self._ask)

    def _ask(self) -> None:
        self._pause.stop()
        self._clear.setEnabled(not self.query.is_everything)
        self.changed.emit()

    def _wear(self) -> None:
        self._clear.setEnabled(not self.query.is_everything)
        self._magnifier.setIcon(
            self._icons.icon("search", colour=self._theme.tokens.text_faint, scale=2.0)
        )

    def _box(self, name: str) -> QComboBox:
        box = ChoiceBox(tr(name), letters=8, parent=self)
        box.setMaxVisibleItems(20)
        return box

    def _fill(self, part: str, choices: Sequence[tuple[str, object]]) -> None:
        """Offer these, keeping what is chosen; a value that is gone stays until it is left."""
        box = self._boxes[part]
        chosen, said = box.currentData(), box.currentText()
        offered = list(choices)
        if chosen is not None and chosen not in [value for _, value in offered]:
            offered.insert(0, (said, chosen))
        with QSignalBlocker(box):
            box.clear()
            box.addItem(tr(_CHOICES[part][1]), None)
            for words, value in offered:
                box.addItem(words, value)
            places = (place for place in range(box.count()) if box.itemData(place) == chosen)
            box.setCurrentIndex(next(places, 0))


class _WordLine(QLineEdit):
    """A line that Down and Enter lead out of, into what was found."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down on Down and Enter; clear on Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


def _counted(name: str, count: int) -> str:
    return f"{name}  ({count:,})"
