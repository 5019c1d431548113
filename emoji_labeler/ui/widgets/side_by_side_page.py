"""The page that shows runs side by side, narrowed to the memos that somebody asks for."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.run_comparison import ComparisonTable, RowChoices, RowFilter
from emoji_labeler.services.browsing import memo_texts
from emoji_labeler.services.comparing import predictions_of
from emoji_labeler.ui.comparison_words import prediction_words
from emoji_labeler.ui.item_models.comparison_item_model import ComparisonItemModel, sort_values
from emoji_labeler.ui.widgets.comparison_filter import ComparisonFilter
from emoji_labeler.ui.widgets.comparison_table import ComparisonTableView
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

T = TypeVar("T")


class SideBySidePage(QWidget):
    """The filter above, the rows below; rows are found and texts are read beside the window."""

    memo_opened = Signal(int)
    failed = Signal(object)

    def __init__(self, parts: WindowParts, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._path = parts.project_path
        self._table: ComparisonTable | None = None
        self._is_reading = False
        self.rows = ComparisonItemModel(parts.pack, self)
        self.filter = ComparisonFilter(parts.pack, parent=self)
        self.table = ComparisonTableView(
            self.rows,
            pictures=parts.pictures,
            theme=parts.theme,
            describe=self._describe,
            parent=self,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        self.filter.changed.connect(self._narrow)
        self.table.order_wanted.connect(self._narrow)
        self.table.memo_opened.connect(self.memo_opened)
        self.rows.texts_wanted.connect(self._bring_texts)

    def show_comparison(self, table: ComparisonTable, *, choices: RowChoices) -> None:
        """Show the rows of a comparison that the filter lets in."""
        self._table = table
        self.table.say_when_empty(tr("No memo fits"))
        self.filter.offer(choices)
        self._narrow()

    def clear(self) -> None:
        """Show no comparison."""
        self._table = None
        self.rows.clear()
        self.filter.say_count(0)

    def say_when_empty(self, words: str) -> None:
        """Say why there is nothing, as long as there is nothing."""
        if self._table is None:
            self.table.say_when_empty(words)

    def hide_names(self, *, is_wanted: bool) -> None:
        """Keep to itself who chose what, or tell it."""
        self.rows.hides_names = is_wanted
        self.table.viewport().update()

    def _narrow(self) -> None:
        """Show the rows that the filter lets in; of very many they are found beside the window."""
        table, wanted, order = self._table, self.filter.wanted, self.table.order
        if table is None:
            return

        def show(rows: Sequence[int]) -> None:
            is_still_wanted = (wanted, order) == (self.filter.wanted, self.table.order)
            if table is self._table and is_still_wanted:
                self.rows.show(table, rows)
                self.filter.say_count(len(rows))

        self._run(partial(_ordered_rows, table, wanted, order), then=show)

    def _bring_texts(self) -> None:
        """Read the texts that are looked at; whoever scrolls wants others when these are there."""
        wanted = [] if self._is_reading else self.rows.wanted()
        if not wanted:
            return
        self._is_reading = True

        def take(texts: tuple[str, ...]) -> None:
            self._is_reading = False
            self.rows.take(wanted, texts)
            self._bring_texts()

        self._run(partial(memo_texts, self._path, wanted), then=take)

    def _describe(self, memo_id: int, run_id: str) -> str:
        """Return what a run answered for a memo; a single row is read at once."""
        try:
            found = predictions_of(self._path, memo_id).get(run_id)
        except EmojiLabelerError as error:
            return error.what
        return prediction_words(found, pack=self._parts.pack)

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._parts.background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._is_reading = False
        self.failed.emit(error)


def _ordered_rows(
    table: ComparisonTable, wanted: RowFilter, order: tuple[int, bool]
) -> Sequence[int]:
    section, is_descending = order
    values = sort_values(table, section)

    def place(row: int) -> tuple[bool, object]:
        """Return a key by which what is not there comes last."""
        return values[row] == "", values[row]

    return array("q", sorted(table.shown_rows(wanted), key=place, reverse=is_descending))
