"""A file for each person, and what comes back in such files."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.memo_listing import MemoValues
from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.item_models.text_table_item_model import TextTableItemModel
from emoji_labeler.ui.widgets.form_fields import form_note
from emoji_labeler.ui.widgets.memo_choice import MemoChoice
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.ui.widgets.text_table import TextTable
from emoji_labeler.wording import tr

_LEFT_WIDTH = 380
_FEWEST, _MOST = 2, 99
_PER_CENT = 100


class ShareFilesPage(QWidget):
    """On the left what goes out to whom, on the right what came of it."""

    writing_wanted = Signal()
    reading_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = QListWidget(self)
        self.people.setProperty("role", "box")
        self.memos = MemoChoice(self)
        self._percent = NumberBox(self)
        self._several = NumberBox(self)
        self._write = QPushButton(tr("Write files for these people…"), self)
        self._read = QPushButton(tr("Take files back…"), self)
        self._outcome = QLabel(self)
        titles = (tr("File"), tr("What was written or taken back"))
        self.lines = TextTableItemModel(titles, parent=self)
        self._list = TextTable(self.lines, name=titles[1], stretched=1, parent=self)
        self._free = 0
        self._furnish()
        self.people.itemChanged.connect(lambda _item: self._look_at_choice())
        self._write.clicked.connect(self.writing_wanted)
        self._read.clicked.connect(self.reading_wanted)

    @property
    def names(self) -> list[str]:
        """Who is to get a file."""
        items = map(self.people.item, range(self.people.count()))
        return [one.text() for one in items if one.checkState() is Qt.CheckState.Checked]

    @property
    def sharing(self) -> Sharing:
        """How much of what goes out goes to how many of them."""
        return Sharing(
            annotators_a_memo=self._several.value(), share=self._percent.value() / _PER_CENT
        )

    def show_people(self, people: Sequence[Annotator]) -> None:
        """Offer these people; who is ticked stays so."""
        ticked = self.names
        self.people.clear()
        for one in people:
            item = QListWidgetItem(one.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            is_ticked = one.name in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self._look_at_choice()

    def show_values(self, values: MemoValues) -> None:
        """Offer what the memos of the project differ in."""
        self.memos.show_values(values)

    def show_free(self, count: int) -> None:
        """Say how many memos would go out."""
        self._free = count
        self.memos.show_free(count)
        self._look_at_choice()

    def report(self, outcome: str, lines: Iterable[tuple[str, str]]) -> None:
        """Say what came of it, in one sentence and in a line for each file and conflict."""
        self._outcome.setText(outcome)
        self.lines.show(list(lines))

    def _look_at_choice(self) -> None:
        self._write.setEnabled(bool(self.names) and self._free > 0)

    def _furnish(self) -> None:
        self.people.setAccessibleName(tr("People who get a file"))
        # What differs stands in front of the memo's text.
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._outcome.setWordWrap(True)
        self._outcome.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        self._percent.setRange(0, _PER_CENT)
        self._percent.setSuffix("%")
        self._percent.setAccessibleName(tr("Share of the memos"))
        self._several.setRange(_FEWEST, _MOST)
        self._several.setAccessibleName(tr("People a memo"))
        for button in (self._write, self._read):
            button.setAutoDefault(False)
        self._write.setProperty("role", "primary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(self._left())
        layout.addLayout(self._right(), 1)

    def _left(self) -> QWidget:
        column = QWidget(self)
        column.setFixedWidth(_LEFT_WIDTH)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(
            self._note(
                tr(
                    "Everybody who is ticked gets a project file with a share of the memos and"
                    " works on it anywhere. What is given out is on their work list here."
                )
            )
        )
        left.addWidget(self.people, 1)
        left.addWidget(self.memos)
        shared = QHBoxLayout()
        for widget in (self._percent, QLabel(tr("of them go to"), self), self._several):
            shared.addWidget(widget)
        shared.addWidget(QLabel(tr("people"), self))
        shared.addStretch()
        left.addLayout(shared)
        left.addWidget(self._write)
        return column

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(
            self._note(
                tr(
                    "When the files come back, choose all of them. Nothing is lost and no order"
                    " matters; where two files say something different, the later answer counts"
                    " and is listed here."
                )
            )
        )
        line = QHBoxLayout()
        line.addWidget(self._read)
        line.addStretch()
        right.addLayout(line)
        right.addSpacing(6)
        right.addWidget(self._outcome)
        right.addWidget(self._list, 1)
        return right

    def _note(self, text: str) -> QLabel:
        note = form_note("soft", parent=self)
        note.setText(text)
        return note
