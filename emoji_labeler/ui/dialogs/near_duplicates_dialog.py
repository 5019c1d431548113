"""Memos that are nearly the same, two at a time, and what is to become of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.near_duplicate import ComparedMemo, NearDuplicate, PairDecision
from emoji_labeler.domain.record import record
from emoji_labeler.services.deduplicating import (
    Dropped,
    compare_memos,
    decide_pair,
    drop_memos,
    find_near_duplicates,
    forget_decision,
    restore_memos,
)
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.item_models.near_duplicate_item_model import NearDuplicateItemModel
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.alikeness_box import AlikenessBox
from emoji_labeler.ui.widgets.compared_memo_card import ComparedMemoCard
from emoji_labeler.ui.widgets.nothing_alike import NothingAlike
from emoji_labeler.wording import tr, tr_count

_SIZE = (1040, 620)
_STEPS = 1000
_Compared = tuple[ComparedMemo, ComparedMemo] | None


@record
class _Done:
    """A decision with what takes it back, and the list as it was before."""

    undo: Callable[[], object]
    before: tuple[NearDuplicate, ...]
    row: int


class NearDuplicatesDialog(QDialog):
    """A list of pairs, both memos of one, and a button for each decision.

    ``changed`` says that a memo was dropped or has come back.
    """

    changed = Signal()

    def __init__(
        self, project_path: Path, *, background: Background, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._path = project_path
        self._background = background
        self._looking: Progressing | None = None
        self._is_deciding = False
        self._done: list[_Done] = []
        self.setWindowTitle(tr("Memos that are nearly the same"))
        self.resize(*_SIZE)
        self.pairs = NearDuplicateItemModel(self)
        self._list = QListView(self)
        self._sides = [ComparedMemoCard(theme=theme, parent=self) for _ in range(2)]
        self._state = QLabel(self)
        self._card, self._nothing = QFrame(self), NothingAlike(self)
        self._alike = AlikenessBox(self)
        self._bar = QProgressBar(self)
        self._keep = self._button(tr("Keep both"), do=lambda: self._decide(PairDecision.KEPT))
        self._link = self._button(tr("Link"), do=lambda: self._decide(PairDecision.LINKED))
        self._undo = self._button(tr("Undo"), do=self._take_back)
        self._furnish()
        self._list.selectionModel().currentChanged.connect(self._compare)
        self._alike.currentIndexChanged.connect(self._look)
        self._look()

    def reject(self) -> None:
        """Stop looking; what is decided stays decided."""
        if self._looking is not None:
            self._looking.cancel()
        super().reject()

    def _button(self, text: str, *, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _furnish(self) -> None:
        self._list.setModel(self.pairs)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(tr("Pairs"))
        self._state.setProperty("tone", "soft")
        self._state.setWordWrap(True)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self._link.setToolTip(tr("Keep both, always on the same side of a split."))
        for number, side in enumerate(self._sides):
            side.drop.clicked.connect(lambda _=False, at=number: self._drop(at))
            side.show_memo(None)
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(self._list)
        head, body, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._state, 1)
        head.addWidget(self._bar, 1)
        head.addWidget(self._alike)
        body.setSpacing(12)
        body.addWidget(self._card, 3)
        body.addWidget(self._nothing)
        for side in self._sides:
            body.addWidget(side, 4)
        foot.addWidget(self._undo)
        foot.addStretch()
        foot.addWidget(self._link)
        foot.addWidget(self._keep)
        foot.addWidget(self._button(tr("Close"), do=self.accept))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addLayout(body, 1)
        layout.addLayout(foot)
        self._show_what_can_be_done()

    def _look(self) -> None:
        """Look for pairs that are as alike as is asked for."""
        if self._looking is not None:
            self._looking.cancel()
        threshold = self._alike.share
        self._state.setText(tr("Comparing the memos…"))
        self._bar.setValue(0)
        self._bar.show()

        def work(progressing: Progressing) -> tuple[NearDuplicate, ...] | None:
            return find_near_duplicates(
                self._path,
                threshold=threshold,
                progress=progressing.reached,
                is_cancelled=lambda: progressing.is_cancelled,
            )

        self._looking = self._background.run(
            work,
            done=self._show,
            failed=self._complain,
            progress=lambda share: self._bar.setValue(round(share * _STEPS)),
            owner=self,
        )

    def _show(self, pairs: tuple[NearDuplicate, ...] | None) -> None:
        if pairs is None:
            return
        self._looking = None
        self._bar.hide()
        self._done.clear()
        self._show_pairs(pairs, row=0)

    def _show_pairs(self, pairs: tuple[NearDuplicate, ...], *, row: int) -> None:
        self.pairs.show(pairs)
        self._state.setText(
            tr_count("{count} pair to decide on", "{count} pairs to decide on", count=len(pairs))
            if pairs
            else ""
        )
        self._card.setVisible(bool(pairs))
        self._nothing.setVisible(not pairs)
        self._nothing.say(len(self._done), self._alike)
        self._list.setCurrentIndex(self.pairs.index(min(row, len(pairs) - 1)))
        self._compare()

    def _compare(self) -> None:
        """Show both memos of the framed pair, unless another one is framed by the time."""
        pair = self._pair()
        if pair is None:
            self._show_both(None)
            return

        def show(compared: _Compared) -> None:
            if pair is self._pair():
                self._show_both(compared)

        self._background.run(
            lambda _progressing: compare_memos(self._path, pair.first, pair.second),
            done=show,
            failed=self._complain,
            owner=self,
        )

    def _show_both(self, compared: _Compared) -> None:
        for side, memo in zip(self._sides, compared or (None, None), strict=True):
            side.show_memo(memo)
        self._show_what_can_be_done()

    def _show_what_can_be_done(self) -> None:
        for button in (self._keep, self._link):
            button.setEnabled(self._pair() is not None)
        self._undo.setEnabled(bool(self._done))

    def _pair(self) -> NearDuplicate | None:
        return self.pairs.pair_at(self._list.currentIndex().row())

    def _decide(self, decision: PairDecision) -> None:
        pair = self._pair()
        if pair is None:
            return
        first, second = pair.first, pair.second
        self._do(
            lambda: decide_pair(self._path, first, second, decision=decision),
            undo=lambda: forget_decision(self._path, first, second),
            leaving=[one for one in self.pairs.pairs if one is not pair],
        )

    def _drop(self, side: int) -> None:
        pair = self._pair()
        if pair is None:
            return
        number = (pair.first, pair.second)[side]
        self._do(
            lambda: drop_memos(self._path, [number]),
            undo=lambda: restore_memos(self._path, [number]),
            leaving=[one for one in self.pairs.pairs if number not in (one.first, one.second)],
        )

    def _do(
        self,
        work: Callable[[], object],
        *,
        undo: Callable[[], object],
        leaving: list[NearDuplicate],
    ) -> None:
        """Do what was decided beside the window, then go on to the next pair."""
        if self._is_deciding:
            return
        self._is_deciding = True
        done = _Done(undo=undo, before=tuple(self.pairs.pairs), row=self._list.currentIndex().row())

        def go_on(outcome: object) -> None:
            self._is_deciding = False
            if isinstance(outcome, Dropped) and outcome.stayed:
                self._state.setText(tr("There is work on that memo, so it stays."))
                return
            self._done.append(done)
            self._show_pairs(tuple(leaving), row=done.row)
            self._tell(outcome)

        self._background.run(
            lambda _progressing: work(), done=go_on, failed=self._complain, owner=self
        )

    def _take_back(self) -> None:
        """Undo the latest decision."""
        if self._is_deciding or not self._done:
            return
        self._is_deciding = True
        latest = self._done.pop()

        def go_back(outcome: object) -> None:
            self._is_deciding = False
            self._show_pairs(latest.before, row=latest.row)
            self._tell(outcome)

        self._background.run(
            lambda _progressing: latest.undo(), done=go_back, failed=self._complain, owner=self
        )

    def _tell(self, outcome: object) -> None:
        """Tell the window where memos have gone or come back."""
        if outcome is not None:
            self.changed.emit()

    def _complain(self, error: EmojiLabelerError) -> None:
        self._is_deciding = False
        self._looking = None
        self._bar.hide()
        self._state.setText(str(error))
