"""Watching the living jobs beside the window, and sending those that were decided on."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.changes import Changes

if TYPE_CHECKING:
    from emoji_labeler.domain.tracked_job import WatchStep
    from emoji_labeler.services.providing import ProvidingService
    from emoji_labeler.services.watching import WatchingService

_SOON_MS = 300


class JobWatch(QObject):
    """Looks after the jobs of one project while its window is open; at rest where nothing lives.

    ``ended`` carries the jobs that came to their end since the last look, ``stepped`` what each
    look brought. One look and one sending run at a time, each on a worker.
    """

    ended = Signal(tuple)
    stepped = Signal(object)
    failed = Signal(EmojiLabelerError)
    sending_changed = Signal()

    def __init__(
        self,
        project_path: Path,
        *,
        providing: "Callable[[], ProvidingService]",
        background: Background,
        changes: Changes,
    ) -> None:
        super().__init__()
        self._project_path = project_path
        self._providing = providing
        self._background = background
        self._changes = changes
        self._service: WatchingService | None = None
        self._is_in_use = False
        # Whoever is last closes the service: the window, or the worker that looks meanwhile.
        self._leaving = Lock()
        self._looking: Progressing | None = None
        self._sending: Progressing | None = None
        self._is_closed = False
        self._looks_again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def is_resting(self) -> bool:
        """Whether nobody is asked anything, now or later."""
        return not (self._timer.isActive() or self._looking or self._sending)

    @property
    def is_sending(self) -> bool:
        """Whether jobs are on their way to a provider."""
        return self._sending is not None

    def start(self) -> None:
        """Look now; where nothing lives, that was all."""
        self.hurry()

    def hurry(self) -> None:
        """Look at everything now: something was submitted or cancelled."""
        if self._is_closed:
            return
        if self._service is not None:
            self._service.hurry()
        if self._looking is not None:
            self._looks_again = True
            return
        self._timer.start(0)

    def send(self, intent_ids: tuple[str, ...] = ()) -> None:
        """Send the intents named, or whatever has not been sent, and watch what becomes of it."""
        if self._sending is not None or self._is_closed:
            return

        def work(progressing: Progressing) -> None:
            from emoji_labeler.services.opening import open_project
            from emoji_labeler.services.sending import send_waiting

            with open_project(self._project_path) as project:
                send_waiting(
                    project,
                    self._providing(),
                    only=intent_ids,
                    told=lambda _: self._background.hand_over(self._tell),
                    cancel=lambda: progressing.is_cancelled,
                )

        self._sending = self._background.run(
            work, done=lambda _none: self._sent(), failed=self._not_sent, owner=self
        )
        self.sending_changed.emit()
        self._timer.start(_SOON_MS)

    def close(self) -> None:
        """Stop looking; what runs ends with its next step."""
        self._timer.stop()
        for running in (self._looking, self._sending):
            if running is not None:
                running.cancel()
        with self._leaving:
            self._is_closed = True
            if self._service is not None and not self._is_in_use:
                self._service.close()

    def _tell(self) -> None:
        if not self._is_closed:
            self._changes.jobs.emit()

    def _sent(self) -> None:
        self._sending = None
        self.sending_changed.emit()
        self._tell()
        self.hurry()

    def _not_sent(self, error: EmojiLabelerError) -> None:
        self._sent()
        if not self._is_closed:
            self.failed.emit(error)

    def _look(self) -> None:
        if self._looking is not None or self._is_closed:
            return

        def work(progressing: Progressing) -> "WatchStep | None":
            from emoji_labeler.services.opening import open_project

            service = self._taken()
            if service is None:
                return None
            try:
                with open_project(self._project_path) as project:
                    return service.step(project, cancel=lambda: progressing.is_cancelled)
            finally:
                self._put_back(service)

        self._looking = self._background.run(
            work, done=self._looked, failed=self._not_looked, owner=self
        )

    def _taken(self) -> "WatchingService | None":
        """Return the service, made by the first look; None where the window has closed."""
        from emoji_labeler.services.watching import WatchingService

        with self._leaving:
            if self._is_closed:
                return None
            self._is_in_use = True
            self._service = self._service or WatchingService(self._providing())
            return self._service

    def _put_back(self, service: "WatchingService") -> None:
        with self._leaving:
            self._is_in_use = False
            if self._is_closed:
                service.close()

    def _looked(self, step: "WatchStep | None") -> None:
        self._looking = None
        if step is None or self._is_closed:
            return
        if step.next_in_s is not None:
            self._timer.start(round(step.next_in_s * 1000))
        if self._looks_again:
            self._looks_again = False
            self._timer.start(0)
        if step.changed:
            self._changes.jobs.emit()
        self.stepped.emit(step)
        if step.ended:
            self.ended.emit(step.ended)

    def _not_looked(self, error: EmojiLabelerError) -> None:
        self._looking = None
        if not self._is_closed:
            self.failed.emit(error)
