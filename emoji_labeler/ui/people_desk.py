"""What goes on beside the dialog of people and rules: changes are made on a worker, in turn."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, SignalInstance

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.record import record
from emoji_labeler.services.opening import Project, open_project
from emoji_labeler.services.organising import Organisation, organisation
from emoji_labeler.ui.background import Background, Progressing

T = TypeVar("T")


@record
class _Change:
    """Something to be done in the project, and who is told of it."""

    work: Callable[[Project, Progressing], Any]
    done: Callable[[Any], None]
    tells: Sequence[SignalInstance]
    is_long: bool


class PeopleDesk(QObject):
    """Changes the project one thing after the other, and reads it anew after each.

    ``busy_changed`` says when a long change begins and ends; ``progressed`` how far it is.
    """

    organised = Signal(Organisation)
    failed = Signal(EmojiLabelerError)
    busy_changed = Signal(bool)
    progressed = Signal(float)

    def __init__(self, project_path: Path, *, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._path = project_path
        self._background = background
        self._waiting: deque[_Change] = deque()
        self._running: Progressing | None = None
        self._is_busy = False
        self._questions: dict[str, int] = {}

    @property
    def is_busy(self) -> bool:
        """Whether a long change is being made."""
        return self._is_busy

    def look(self) -> None:
        """Read people, work and rules as they are now."""
        self.ask("organisation", organisation, done=self.organised.emit)

    def ask(self, what: str, work: Callable[[Project], T], *, done: Callable[[T], None]) -> None:
        """Find something out; an answer that a later question of its kind overtook is dropped."""
        number = self._questions[what] = self._questions.get(what, 0) + 1

        def found(answer: T) -> None:
            if number == self._questions[what]:
                done(answer)

        self._background.run(
            lambda _progressing: _worked(self._path, work),
            done=found,
            failed=self.failed.emit,
            owner=self,
        )

    def change(
        self,
        work: Callable[[Project, Progressing], T],
        *,
        tells: Sequence[SignalInstance],
        done: Callable[[T], None] = lambda _outcome: None,
        is_long: bool = False,
    ) -> None:
        """Change something in the project, after what was asked for before; then tell."""
        self._waiting.append(_Change(work=work, done=done, tells=tells, is_long=is_long))
        if self._running is None:
            self._next()

    def stop(self) -> None:
        """Ask the change that is being made to stop."""
        if self._running is not None:
            self._running.cancel()

    def _next(self) -> None:
        if not self._waiting:
            return
        change = self._waiting.popleft()
        if change.is_long:
            self._be_busy(is_busy=True)
        self._running = self._background.run(
            lambda progressing: _worked(
                self._path, lambda project: change.work(project, progressing)
            ),
            done=partial(self._finish, change),
            failed=partial(self._fail, change),
            progress=self.progressed.emit,
            owner=self,
        )

    def _finish(self, change: _Change, outcome: object) -> None:
        self._end(change)
        change.done(outcome)
        self._next()

    def _fail(self, change: _Change, error: EmojiLabelerError) -> None:
        # Some of it may be on disk all the same: files are taken back one after the other.
        self._end(change)
        self.failed.emit(error)
        self._next()

    def _end(self, change: _Change) -> None:
        self._running = None
        if change.is_long:
            self._be_busy(is_busy=False)
        for signal in change.tells:
            signal.emit()
        self.look()

    def _be_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy_changed.emit(is_busy)


def _worked(path: Path, work: Callable[[Project], T]) -> T:
    with open_project(path) as project:
        return work(project)
