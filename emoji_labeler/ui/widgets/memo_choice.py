"""Which memos are given out, and how many there are."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from emoji_labeler.domain.memo_listing import MemoValues
from emoji_labeler.domain.work_list import MemoFilter
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.ui.people_words import memos_text
from emoji_labeler.ui.widgets.form_fields import choice
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.wording import tr

_MOST = 10_000_000


class MemoChoice(QWidget):
    """A theme, a language, a source, a number; ``changed`` asks how many memos that lets in."""

    changed = Signal(MemoFilter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = choice(tr("Theme"), parent=self)
        self._language = choice(tr("Language"), parent=self)
        self._source = choice(tr("Source"), parent=self)
        self._count = NumberBox(self)
        self._free = QLabel(self)
        self._free.setProperty("tone", "soft")
        self._free.setWordWrap(True)
        self._count.setRange(0, _MOST)
        self._count.setSpecialValueText(tr("All"))
        self._count.setAccessibleName(tr("At most"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        fields = (
            (tr("Theme"), self._theme),
            (tr("Language"), self._language),
            (tr("Source"), self._source),
            (tr("At most"), self._count),
        )
        for place, (caption, field) in enumerate(fields):
            label = QLabel(caption, self)
            label.setFont(font(SMALL_PX))
            label.setProperty("tone", "soft")
            label.setBuddy(field)
            row, column = divmod(place, 2)
            grid.addWidget(label, 2 * row, column)
            grid.addWidget(field, 2 * row + 1, column)
        grid.addWidget(self._free, 4, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for box in (self._theme, self._language, self._source):
            box.addItem(tr("Any"), "")
            box.currentIndexChanged.connect(lambda: self.ask())
        self._count.valueChanged.connect(lambda: self.ask())

    @property
    def wanted(self) -> MemoFilter:
        """What is chosen now."""
        return MemoFilter(
            theme=self._theme.currentData(),
            language=self._language.currentData(),
            source=self._source.currentData(),
            count=self._count.value(),
        )

    def ask(self) -> None:
        """Ask how many memos are free of those that are chosen."""
        self.changed.emit(self.wanted)

    def show_values(self, values: MemoValues) -> None:
        """Offer what the memos of the project differ in; what is chosen stays chosen."""
        _fill(self._theme, [(name, name) for name, _ in values.themes])
        _fill(self._language, [(language_name(code), code) for code, _ in values.languages])
        _fill(self._source, [(name, name) for name, _ in values.sources])
        self.ask()

    def show_free(self, count: int) -> None:
        """Say how many memos can be given out."""
        self._free.setText(
            tr("{memos} nobody has answered or is to answer", memos=memos_text(count))
        )


def _fill(box: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        box.addItem(tr("Any"), "")
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
