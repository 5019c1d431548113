"""Keeps the rows of a list of memos coming, all of it beside the window."""

from array import array
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.memo_listing import ListedMemo, MemoQuery
from emoji_labeler.services.browsing import memo_numbers, memo_rows
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.item_models.memo_item_model import MemoItemModel


class MemoLister(QObject):
    """Fills an item model: the numbers first, then the rows that somebody looks at.

    Only the latest question is answered: an earlier one is stopped. One reading of rows goes on at
    a time, so that whoever drags the scroll bar through a million memos waits for those at which
    they stop, and not for all that went by.
    """

    listed = Signal()
    failed = Signal(EmojiLabelerError)

    def __init__(
        self, memos: MemoItemModel, *, project_path: Path, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._memos = memos
        self._project_path = project_path
        self._background = background
        self._asking: Progressing | None = None
        self._is_reading = False
        self._lists = 0
        self.shown = MemoQuery()
        # Queued, because it is in the midst of painting that rows are found missing.
        memos.rows_wanted.connect(self._read, Qt.ConnectionType.QueuedConnection)

    @property
    def is_looking(self) -> bool:
        """Whether a question is not answered yet."""
        return self._asking is not None

    def ask(self, wanted: MemoQuery) -> None:
        """Have the wanted memos listed; the former ones stay in view meanwhile."""
        if self._asking is not None:
            self._asking.cancel()
        path = self._project_path

        def work(progressing: Progressing) -> "array[int] | None":
            return memo_numbers(path, wanted, is_cancelled=lambda: progressing.is_cancelled)

        self._asking = asking = self._background.run(
            work,
            done=lambda numbers: self._show(wanted, numbers, asked_by=asking),
            failed=lambda error: self._fail(error, asked_by=asking),
            owner=self,
        )

    def _show(
        self, wanted: MemoQuery, numbers: "array[int] | None", *, asked_by: Progressing
    ) -> None:
        if asked_by is not self._asking or numbers is None:
            return
        self._asking = None
        self._lists += 1
        self.shown = wanted
        self._memos.show(numbers)
        self.listed.emit()

    def _fail(self, error: EmojiLabelerError, *, asked_by: Progressing) -> None:
        if asked_by is self._asking:
            self._asking = None
            self.failed.emit(error)

    def _read(self) -> None:
        if self._is_reading:
            return
        wanted = self._memos.wanted()
        if not wanted:
            return
        self._is_reading = True
        numbers = [number for block in wanted.values() for number in block]
        path, annotator, lists = self._project_path, self.shown.annotator, self._lists

        def take(memos: tuple[ListedMemo, ...]) -> None:
            self._is_reading = False
            # Rows that were read for another list belong to other places.
            if lists == self._lists:
                self._memos.take(wanted, memos)
            self._read()

        self._background.run(
            lambda _progressing: memo_rows(path, numbers, annotator=annotator),
            done=take,
            failed=self._fail_to_read,
            owner=self,
        )

    def _fail_to_read(self, error: EmojiLabelerError) -> None:
        self._is_reading = False
        self.failed.emit(error)
