"""Memos that one person is to label, others not."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.domain.memo_listing import MemoValues
from emoji_labeler.domain.work_list import MemoFilter, WorkList
from emoji_labeler.ui.item_models.text_table_item_model import TextTableItemModel
from emoji_labeler.ui.widgets.field_column import FieldColumn
from emoji_labeler.ui.widgets.form_fields import choice, form_note
from emoji_labeler.ui.widgets.memo_choice import MemoChoice
from emoji_labeler.ui.widgets.text_table import TextTable
from emoji_labeler.wording import tr

_SIDE_WIDTH = 310


class WorkListsPage(QWidget):
    """The lists with their progress, and beside them what makes another one."""

    given = Signal(str, MemoFilter)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        titles = (tr("Person"), tr("Work list"), tr("Memos"), tr("Answered"))
        self._rows = TextTableItemModel(titles, parent=self)
        self.table = TextTable(self._rows, name=tr("Work lists"), stretched=1, parent=self)
        self._lists: Sequence[WorkList] = ()
        self._remove = QPushButton(tr("Remove list"), self)
        self._person = choice(tr("Person"), parent=self)
        self.memos = MemoChoice(self)
        self._give = QPushButton(tr("Give these memos"), self)
        self._furnish()
        self._remove.clicked.connect(self._take_away)
        self._give.clicked.connect(
            lambda: self.given.emit(self._person.currentData(), self.memos.wanted)
        )
        self.table.selectionModel().selectionChanged.connect(self._look_at_choice)

    def show_lists(self, lists: Sequence[WorkList], *, people: Sequence[Annotator]) -> None:
        """Show these lists and offer these people."""
        names = {one.id: one.name for one in people}
        self._lists = lists
        self._rows.show(
            [
                (names.get(one.annotator_id, ""), one.name, f"{one.memos:,}", _progress(one))
                for one in lists
            ]
        )
        chosen = self._person.currentData()
        with QSignalBlocker(self._person):
            self._person.clear()
            for one in people:
                self._person.addItem(one.name, one.name)
            self._person.setCurrentIndex(max(self._person.findData(chosen), 0))
        self._look_at_choice()

    def show_values(self, values: MemoValues) -> None:
        """Offer what the memos of the project differ in."""
        self.memos.show_values(values)

    def show_free(self, count: int) -> None:
        """Say how many memos the list would have."""
        self.memos.show_free(count)
        self._give.setEnabled(bool(count) and self._person.count() > 0)

    def _furnish(self) -> None:
        self.table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        for button in (self._remove, self._give):
            button.setAutoDefault(False)
            button.setEnabled(False)
        self._give.setProperty("role", "primary")
        explanation = form_note("soft", parent=self)
        explanation.setText(
            tr(
                "Whoever has a list gets its memos first, and nobody else gets them. Without lists"
                " the memos come as they are shared."
            )
        )
        below = QHBoxLayout()
        below.addWidget(self._remove)
        below.addStretch()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(below)
        column = QWidget(self)
        column.setFixedWidth(_SIDE_WIDTH)
        side = FieldColumn()
        column.setLayout(side)
        side.addWidget(explanation)
        side.addSpacing(10)
        side.add(tr("Person"), self._person)
        side.addWidget(self.memos)
        side.addSpacing(10)
        side.addWidget(self._give)
        side.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(24)
        layout.addLayout(left, 1)
        layout.addWidget(column)

    def _look_at_choice(self) -> None:
        self._remove.setEnabled(self.table.selectionModel().hasSelection())

    def _take_away(self) -> None:
        self.removed.emit(self._lists[self.table.currentIndex().row()].id)


def _progress(work_list: WorkList) -> str:
    share = round(100 * work_list.answered / work_list.memos) if work_list.memos else 0
    return f"{work_list.answered:,}  ({share}%)"
