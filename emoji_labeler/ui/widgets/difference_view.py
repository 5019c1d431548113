"""What is different between two snapshots: in a sentence, and row by row."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emoji_labeler.domain.snapshot import Split
from emoji_labeler.domain.snapshot_difference import SnapshotDifference
from emoji_labeler.ui.item_models.memo_line_item_model import MemoLine, MemoLineItemModel
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.snapshot_words import SPLITS
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.memo_lines_view import MemoLinesView
from emoji_labeler.wording import BETWEEN, tr


class DifferenceView(QWidget):
    """Asks for another snapshot to compare with, and shows what came of it."""

    other_chosen = Signal(str)
    memo_opened = Signal(int)

    def __init__(self, *, pictures: Pictures, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others = QComboBox(self)
        self._others.setAccessibleName(tr("Compare with"))
        self._others.activated.connect(lambda _row: self.ask())
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._lines = MemoLineItemModel(self)
        view = MemoLinesView(self._lines, pictures=pictures, theme=theme, parent=self)
        view.memo_opened.connect(self.memo_opened)
        choice = QHBoxLayout()
        choice.addWidget(QLabel(tr("Since the snapshot"), self))
        choice.addWidget(self._others, 1)
        choice.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 10, CARD_MARGIN, 12)
        layout.setSpacing(10)
        layout.addLayout(choice)
        layout.addWidget(self._summary)
        layout.addWidget(view, 1)

    def offer(self, names: Sequence[str], *, chosen: str) -> None:
        """Offer these to compare with."""
        self._others.clear()
        self._others.addItems(list(names))
        self._others.setCurrentIndex(max(self._others.findText(chosen), 0))
        self._lines.begin()
        self._summary.setText(
            "" if names else tr("There is no other snapshot to compare this one with.")
        )

    def ask(self) -> None:
        """Ask for the difference to the chosen snapshot."""
        if self._others.currentText():
            self.other_chosen.emit(self._others.currentText())

    def show_difference(self, difference: SnapshotDifference) -> None:
        """Show what is different."""
        self._summary.setText(difference_words(difference))
        self._lines.begin(_lines(difference))


def difference_words(difference: SnapshotDifference) -> str:
    """Return the difference in one line."""
    if difference.is_same:
        return tr("Both hold the same, byte for byte.")
    parts = (
        (difference.added, tr("{count} added", count=f"{len(difference.added):,}")),
        (difference.removed, tr("{count} removed", count=f"{len(difference.removed):,}")),
        (difference.relabelled, tr("{count} relabelled", count=f"{len(difference.relabelled):,}")),
        (difference.moved, tr("{count} in another split", count=f"{len(difference.moved):,}")),
        (
            difference.otherwise,
            tr("{count} changed in something else", count=f"{len(difference.otherwise):,}"),
        ),
        (difference.is_prompt_changed, tr("another system prompt")),
    )
    return BETWEEN.join(words for what, words in parts if what)


def _lines(difference: SnapshotDifference) -> Iterator[MemoLine]:
    for before, after in difference.relabelled:
        yield MemoLine(
            memo_id=after.memo_id,
            head=tr("Relabelled"),
            labels=(before.label, after.label),
            text=after.text,
        )
    for rows, head in ((difference.added, tr("Added")), (difference.removed, tr("Removed"))):
        for row in rows:
            yield MemoLine(memo_id=row.memo_id, head=head, labels=(row.label,), text=row.text)
    for before, after in difference.moved:
        moved = f"{tr(SPLITS[Split(before.split)])} → {tr(SPLITS[Split(after.split)])}"
        yield MemoLine(
            memo_id=after.memo_id,
            head=tr("Moved"),
            labels=(after.label,),
            text=after.text,
            remark=moved,
        )
    for _, after in difference.otherwise:
        yield MemoLine(
            memo_id=after.memo_id, head=tr("Changed"), labels=(after.label,), text=after.text
        )
