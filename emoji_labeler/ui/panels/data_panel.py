"""Data: all memos of the project, searched, filtered, sorted, and one of them in full."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.memo_listing import MemoColumn, MemoDetails, MemoValues
from emoji_labeler.services.browsing import memo_details, memo_texts, memo_values
from emoji_labeler.services.deduplicating import Dropped, drop_memos, restore_memos
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.item_models.memo_item_model import MemoItemModel
from emoji_labeler.ui.measures import GAP
from emoji_labeler.ui.memo_lister import MemoLister
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.widgets.action_button import ActionButton
from emoji_labeler.ui.widgets.memo_details_card import MemoDetailsCard
from emoji_labeler.ui.widgets.memo_filter import MemoFilter
from emoji_labeler.ui.widgets.memo_table import MemoTable
from emoji_labeler.ui.widgets.nothing_listed import NothingListed
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import sentences, tr, tr_count

_MOST_COPIED = 1_000
_MOST_DROPPED = 10_000
_DETAILS_PAUSE_MS = 60
_CHANGES_PAUSE_MS = 200
_PATIENCE_MS = 250
_SIDES = (760, 320)


class DataPanel(Panel):
    """A filter above a table, the chosen memo beside it, the number of memos below."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._path = parts.project_path
        self._background = parts.background
        self._changes = parts.changes
        self._order = MemoColumn.NUMBER, False
        self._is_stale = True
        self._values: MemoValues | None = None
        self._memos = MemoItemModel(parts.pack, self)
        self._lister = MemoLister(
            self._memos, project_path=self._path, background=self._background, parent=self
        )
        self.table = MemoTable(self._memos, pictures=parts.pictures, theme=parts.theme, parent=self)
        self.filter = MemoFilter(
            parts.pack,
            theme=parts.theme,
            icons=parts.icons,
            buttons=[
                ActionButton(actions[name], parent=self) for name in ("generate", "near_duplicates")
            ],
            parent=self,
        )
        self.details = MemoDetailsCard(parts.pictures, parent=self)
        self._nothing = NothingListed(self)
        self._count = QLabel(self)
        self._pages = QStackedLayout()
        self._details_pause = _pause(self, _DETAILS_PAUSE_MS)
        self._changes_pause = _pause(self, _CHANGES_PAUSE_MS)
        self._patience = _pause(self, _PATIENCE_MS)
        self._furnish()
        self._connect(actions)

    def come(self) -> None:
        """Show the memos as they are now."""
        if self._is_stale:
            self._renew()
        self.filter.words.setFocus()

    def _furnish(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._nothing)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 6, 4, 8)
        inside.addLayout(self._pages)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(GAP)
        sides.addWidget(card)
        sides.addWidget(self.details)
        sides.setStretchFactor(0, 1)
        sides.setSizes(_SIDES)
        self._count.setProperty("tone", "soft")
        self._count.setFont(font(SMALL_PX))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addWidget(self.filter)
        layout.addWidget(sides, 1)
        layout.addWidget(self._count)

    def _connect(self, actions: Actions) -> None:
        self.filter.changed.connect(self._ask)
        self.filter.left_downwards.connect(self._go_down)
        self.table.order_wanted.connect(self._sort)
        self.table.memo_opened.connect(self.memo_wanted)
        self.table.copy_wanted.connect(self._copy)
        self.table.drop_wanted.connect(self._drop)
        self.table.current_changed.connect(lambda _number: self._details_pause.start())
        self.details.opened.connect(self.memo_wanted)
        self._lister.listed.connect(self._show_list)
        self._lister.failed.connect(self._complain)
        self._nothing.import_wanted.clicked.connect(actions["import"].trigger)
        self._nothing.clear_wanted.clicked.connect(self.filter.clear)
        self._details_pause.timeout.connect(self._look_closer)
        self._changes_pause.timeout.connect(self._renew)
        self._patience.timeout.connect(self._say_looking)
        changes = self._changes
        for changed in (changes.memos, changes.annotations, changes.annotators, changes.verdicts):
            changed.connect(self._look_again)

    def _look_again(self) -> None:
        """Show what has changed, soon if somebody looks, else when somebody comes."""
        self._is_stale = True
        if self.isVisible():
            self._changes_pause.start()

    def _renew(self) -> None:
        self._is_stale = False
        self._background.run(
            lambda _progressing: memo_values(self._path), done=self._show_values, owner=self
        )
        self._ask()
        self._look_closer()

    def _show_values(self, values: MemoValues) -> None:
        self._values = values
        self.filter.show_values(values)
        self._say_count()

    def _sort(self, column: MemoColumn, is_descending: bool) -> None:  # noqa: FBT001  # A slot.
        self._order = column, is_descending
        self._ask()

    def _ask(self) -> None:
        column, is_descending = self._order
        self._lister.ask(replace(self.filter.query, column=column, is_descending=is_descending))
        self._patience.start()

    def _say_looking(self) -> None:
        if self._lister.is_looking:
            self._count.setText(tr("Looking…"))

    def _show_list(self) -> None:
        """Show what was found, with the memo that was chosen before if it is among it."""
        row = self._memos.row_of(self.details.number)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.go_to(row)
        self._say_count()

    def _say_count(self) -> None:
        found, everything = self._memos.rowCount(), self._lister.shown.is_everything
        self._nothing.say(is_filtered=not everything)
        self._pages.setCurrentWidget(self.table if found else self._nothing)
        if self._lister.is_looking:
            return
        if everything or self._values is None:
            said = tr_count("{count} memo", "{count} memos", count=found)
        else:
            total = f"{self._values.memos:,}"
            said = tr("{count} of {total} memos", count=f"{found:,}", total=total)
        self._count.setText(said)

    def _go_down(self) -> None:
        if self._memos.rowCount():
            self.table.setFocus()
            self.table.go_to(max(0, self.table.currentIndex().row()))

    def _look_closer(self) -> None:
        """Show the chosen memo in full, unless another one is chosen by the time it is read."""
        number = self.table.current_number

        def show(details: MemoDetails | None) -> None:
            if number == self.table.current_number:
                self.details.show_details(details)

        if number:
            self._background.run(
                lambda _progressing: memo_details(self._path, number), done=show, owner=self
            )
        elif not self._lister.is_looking:
            self.details.show_details(None)

    def _copy(self) -> None:
        """Put the texts of the chosen memos into the clipboard."""
        numbers, chosen = self.table.chosen(at_most=_MOST_COPIED), self.table.chosen_count

        def copy(texts: Sequence[str]) -> None:
            QGuiApplication.clipboard().setText("\n".join(texts))
            said = tr_count("{count} text copied.", "{count} texts copied.", count=len(texts))
            if chosen > _MOST_COPIED:
                said = sentences(said, tr("More are not copied at once."))
            self.notices.say(said)

        if numbers:
            self._background.run(
                lambda _progressing: memo_texts(self._path, numbers), done=copy, owner=self
            )

    def _drop(self) -> None:
        """Drop the chosen memos that have no answers."""
        numbers = self.table.chosen(at_most=_MOST_DROPPED)
        if numbers:
            self._background.run(
                lambda _progressing: drop_memos(self._path, numbers),
                done=self._say_dropped,
                failed=self._complain,
                owner=self,
            )

    def _say_dropped(self, dropped: Dropped) -> None:
        said = tr_count(
            "{count} memo dropped.", "{count} memos dropped.", count=len(dropped.numbers)
        )
        if dropped.stayed:
            stayed = tr_count(
                "{count} has answers and stays.",
                "{count} have answers and stay.",
                count=dropped.stayed,
            )
            said = sentences(said, stayed)
        undo = partial(self._restore, dropped.numbers) if dropped.numbers else None
        self.notices.say(said, do=undo, do_text=tr("Undo"))
        self._changes.memos.emit()

    def _restore(self, numbers: Sequence[int]) -> None:
        self._background.run(
            lambda _progressing: restore_memos(self._path, numbers),
            done=lambda _count: self._changes.memos.emit(),
            failed=self._complain,
            owner=self,
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self.notices.complain(str(error), do=self._renew, do_text=tr("Try again"))


def _pause(parent: QWidget, milliseconds: int) -> QTimer:
    """Return a timer that waits so long after its latest start."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
