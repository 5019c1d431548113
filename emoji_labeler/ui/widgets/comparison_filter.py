"""Which rows of a comparison are shown."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from emoji_labeler.domain.run_comparison import RowChoices, RowFilter, Standing
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.ui.widgets.choice_box import ChoiceBox
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.wording import later, tr, tr_count

_STANDINGS = {
    Standing.ALL: later("All memos"),
    Standing.AGAINST_GOLD: later("Runs against gold"),
    Standing.APART: later("Runs differ"),
    Standing.PEOPLE_AGAINST_GOLD: later("People against gold"),
    Standing.PEOPLE_APART: later("People differ"),
    Standing.MISSING: later("Output was no label"),
    Standing.UNSEEN: later("Held out from training"),
}
_LONGEST = 100_000
_STEP = 50
_LENGTH_WIDTH = 108


class ComparisonFilter(QWidget):
    """Says what is wanted; offers what the comparison holds."""

    changed = Signal()

    def __init__(self, pack: EmojiPack, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._standing = self._box(tr("Which memos"), letters=7)
        for standing, words in _STANDINGS.items():
            self._standing.addItem(tr(words), standing.value)
        self._label = self._box(tr("Label"), letters=3)
        self._theme = self._box(tr("Theme"), letters=3)
        self._language = self._box(tr("Language"), letters=3)
        self._least = self._length(tr("from "), when_none=tr("any length"))
        self._most = self._length(tr("to "), when_none=tr("no limit"))
        self.offer(RowChoices(labels=(), themes=(), languages=()))
        self._count = QLabel(self)
        self._count.setProperty("tone", "soft")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._standing, 5)
        for widget in (self._label, self._theme, self._language):
            layout.addWidget(widget, 4)
        layout.addWidget(self._least)
        layout.addWidget(self._most)
        layout.addWidget(self._count)

    @property
    def wanted(self) -> RowFilter:
        """The rows that are to be shown."""
        return RowFilter(
            standing=Standing(self._standing.currentData()),
            label=self._label.currentData() or "",
            theme=self._theme.currentData(),
            language=self._language.currentData(),
            least_length=self._least.value(),
            most_length=self._most.value() or None,
        )

    def offer(self, choices: RowChoices) -> None:
        """Offer what a comparison can be filtered by; what was chosen stays if it is there."""
        named = sorted((self._pack.name_of(label), label) for label in choices.labels)
        self._fill(self._label, tr("Label"), named)
        self._fill(self._theme, tr("Theme"), [(theme, theme) for theme in choices.themes])
        languages = [(language_name(code), code) for code in choices.languages]
        self._fill(self._language, tr("Language"), languages)

    def say_count(self, count: int) -> None:
        """Say how many memos are shown."""
        self._count.setText(tr_count("{count} memo", "{count} memos", count=count))

    def _box(self, name: str, *, letters: int) -> ChoiceBox:
        box = ChoiceBox(name, letters=letters, parent=self)
        box.activated.connect(lambda _row: self.changed.emit())
        return box

    def _length(self, prefix: str, *, when_none: str) -> NumberBox:
        box = NumberBox(self)
        box.setRange(0, _LONGEST)
        box.setSingleStep(_STEP)
        box.setPrefix(prefix)
        box.setSpecialValueText(when_none)
        box.setFixedWidth(_LENGTH_WIDTH)
        box.setToolTip(tr("Length of the memo in characters"))
        box.setAccessibleName(tr("Length of the memo in characters"))
        box.valueChanged.connect(lambda _value: self.changed.emit())
        return box

    def _fill(self, box: QComboBox, everything: str, values: Iterable[tuple[str, str]]) -> None:
        former = box.currentData()
        box.clear()
        box.addItem(everything, None)
        for words, value in values:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(former), 0))
