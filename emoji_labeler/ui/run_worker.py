"""Carries one prediction run at a time out beside the window."""

from time import monotonic

from PySide6.QtCore import QObject, Signal

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.prediction import PredictionRun, RunCounts
from emoji_labeler.services.run_desk import carry_out
from emoji_labeler.ui.background import Progressing
from emoji_labeler.ui.window_parts import WindowParts

_TELLING_S = 0.1


class RunWorker(QObject):
    """Says how far the run is, a few times a second, and what came of it.

    Stopping ends the run with what is under way; it can be gone on with.
    """

    counted = Signal(PredictionRun, object)
    ended = Signal(PredictionRun, object)
    failed = Signal(PredictionRun, object)

    def __init__(self, parts: WindowParts, *, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._working: Progressing | None = None

    @property
    def is_working(self) -> bool:
        """Whether a run is under way."""
        return self._working is not None

    def begin(self, run: PredictionRun) -> None:
        """Carry a run out, or go on with it; nothing happens while another one is under way."""
        if self._working is not None:
            return

        def work(progressing: Progressing) -> RunCounts:
            parts, told_at = self._parts, 0.0

            def tell(counts: RunCounts) -> None:
                nonlocal told_at
                now = monotonic()
                if now - told_at >= _TELLING_S or counts.done == counts.memos:
                    told_at = now
                    # Emitted on a worker thread: Qt hands it over to the window's.
                    self.counted.emit(run, counts)

            return carry_out(
                parts.project_path,
                run.id,
                pack=parts.pack,
                providing=parts.providing,
                cancel=lambda: progressing.is_cancelled,
                progress=tell,
            )

        self._working = self._parts.background.run(
            work,
            done=lambda counts: self._end(run, counts),
            failed=lambda error: self._fail(run, error),
            owner=self,
        )

    def stop(self) -> None:
        """Ask the run under way to end."""
        if self._working is not None:
            self._working.cancel()

    def _end(self, run: PredictionRun, counts: RunCounts) -> None:
        self._working = None
        self.ended.emit(run, counts)

    def _fail(self, run: PredictionRun, error: EmojiLabelerError) -> None:
        self._working = None
        self.failed.emit(run, error)
