"""The prediction runs beside a comparison: ticked, begun, gone on with, removed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.prediction import PredictionRun, RunCounts
from emoji_labeler.services.run_desk import ListedRun, listed_runs, remove_run
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.run_worker import RunWorker
from emoji_labeler.ui.widgets.run_list import RunList
from emoji_labeler.ui.widgets.run_progress import RunProgress
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

T = TypeVar("T")

_WIDTH = 224
_FIRST_TICKED = 2


class RunsColumn(QFrame):
    """Lists the runs; ``listed`` says that the list is new, ``ticked_changed`` that boxes are."""

    listed = Signal()
    ticked_changed = Signal()
    begun = Signal()
    failed = Signal(object)
    told = Signal(str)
    sent = Signal(str)

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        self._parts = parts
        self._wanted: list[str] | None = None
        self._left_open = ""
        self.runs = RunList(self)
        self.worker = RunWorker(parts, parent=self)
        self._progress = RunProgress(self)
        self._new = QPushButton(tr("New run…"), self)
        self._new.setProperty("role", "primary")
        self._new.clicked.connect(actions["new_run"].trigger)
        self._go_on = QPushButton(tr("Go on with it"), self)
        self._remove = QPushButton(tr("Remove it…"), self)
        self._state = QLabel(self)
        self._furnish()
        self._connect()
        self._show_chosen()

    @property
    def ticked(self) -> list[str]:
        """The names of the runs to be compared."""
        return self.runs.ticked

    @property
    def names(self) -> list[str]:
        """The names of all runs, the newest first."""
        return [one.run.name for one in self.runs.listed]

    def tick(self, names: Sequence[str]) -> None:
        """Tick these runs and no others."""
        self._wanted = list(names)
        self.refresh()

    def refresh(self) -> None:
        """List the runs anew."""
        self._run(partial(listed_runs, self._parts.project_path), then=self._list)

    def begin(self, run: PredictionRun) -> None:
        """Ask about the memos of a run beside the window, and compare it with the others then."""
        self.begun.emit()
        self.worker.begin(run)
        self.refresh()

    def say(self, words: str) -> None:
        """Say something below the list."""
        self._state.setText(words)

    def _furnish(self) -> None:
        self._state.setProperty("tone", "soft")
        self._state.setFont(font(SMALL_PX))
        self._state.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 10)
        layout.setSpacing(8)
        layout.addWidget(self._new)
        layout.addWidget(self.runs, 1)
        for widget in (self._progress, self._go_on, self._remove, self._state):
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.runs.ticked_changed.connect(self.ticked_changed)
        self.runs.currentRowChanged.connect(lambda _row: self._show_chosen())
        self._progress.stopped.connect(self.worker.stop)
        self.worker.counted.connect(self._show_progress)
        self.worker.ended.connect(self._end)
        self.worker.failed.connect(self._fail)
        self._go_on.clicked.connect(self._go_on_with_chosen)
        self._remove.clicked.connect(self._ask_to_remove)

    def _list(self, runs: Sequence[ListedRun]) -> None:
        if self._wanted is None and not self.runs.listed:
            begun = [one.run.name for one in runs if one.counts.answered]
            self._wanted = begun[:_FIRST_TICKED]
        ticked = self.ticked if self._wanted is None else self._wanted
        self._wanted = None
        self.runs.show_runs(runs, ticked=ticked, choose=self._left_open)
        self._left_open = ""
        self._show_chosen()
        self.listed.emit()

    def _show_chosen(self) -> None:
        """Offer to go on with the chosen run where it is not done, and to remove it."""
        chosen, is_free = self.runs.chosen, not self.worker.is_working
        self._new.setEnabled(is_free)
        self._go_on.setVisible(chosen is not None and chosen.is_open and is_free)
        self._remove.setVisible(chosen is not None and is_free)

    def _go_on_with_chosen(self) -> None:
        if self.runs.chosen is not None:
            self.begin(self.runs.chosen.run)

    def _show_progress(self, run: PredictionRun, counts: RunCounts) -> None:
        self._progress.show_counts(run.name, counts)

    def _end(self, run: PredictionRun, counts: RunCounts) -> None:
        self._progress.end()
        if counts.answered < counts.memos:
            self._left_open = run.name
        if counts.answered:
            self._wanted = [run.name, *(name for name in self.ticked if name != run.name)]
        if counts.failed:
            self.told.emit(
                tr(
                    "{name}: {count} memos were not answered. “Go on with it” asks about them"
                    " again.",
                    name=run.name,
                    count=f"{counts.failed:,}",
                )
            )
        if counts.asked:
            self.sent.emit(
                tr(
                    "{name}: {count} memos are on their way as a batch. “Go on with it” fetches"
                    " what is done.",
                    name=run.name,
                    count=f"{counts.asked:,}",
                )
            )
        self._parts.changes.prediction_runs.emit()

    def _fail(self, run: PredictionRun, error: EmojiLabelerError) -> None:
        self._progress.end()
        self._left_open = run.name
        self._parts.changes.prediction_runs.emit()
        self.failed.emit(error)

    def _ask_to_remove(self) -> None:
        chosen = self.runs.chosen
        if chosen is None:
            return
        question = tr("Remove the run {name} with all its predictions?", name=chosen.run.name)
        answer = QMessageBox.question(self, tr("Remove the run"), question)
        if answer is QMessageBox.StandardButton.Yes:
            self._run(
                partial(remove_run, self._parts.project_path, chosen.run.id),
                then=lambda _none: self._parts.changes.prediction_runs.emit(),
            )

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._parts.background.run(
            lambda _progressing: work(), done=then, failed=self.failed.emit, owner=self
        )
