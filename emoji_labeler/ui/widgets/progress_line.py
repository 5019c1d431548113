"""How far, how fast, and how much is left, in one line."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from emoji_labeler.domain.pace import Pace
from emoji_labeler.domain.progress import Progress
from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.ui.tone import set_tone
from emoji_labeler.wording import tr

_STEPS = 1000


class ProgressLine(QWidget):
    """A bar, the count, the pace, and on the right whether everything is on disk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(180)
        self._count = QLabel(self)
        self._count.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        self._pace = QLabel(self)
        self._pace.setProperty("tone", "soft")
        self._state = QLabel(self)
        set_tone(self._state, "good")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(14)
        layout.addWidget(self._bar)
        layout.addWidget(self._count)
        layout.addWidget(self._pace, 1)
        layout.addWidget(self._state)

    def show_progress(self, progress: Progress, *, pace: Pace) -> None:
        """Show how far the annotator is."""
        self._bar.setValue(round(progress.share * _STEPS))
        self._bar.setAccessibleName(
            tr("{done} of {all} answered", done=progress.answered, all=progress.memos)
        )
        self._count.setText(
            tr("{done} of {all}", done=f"{progress.answered:,}", all=f"{progress.memos:,}")
        )
        said = [tr("{count} left", count=f"{progress.left:,}")]
        if progress.skipped:
            said.append(tr("{count} skipped", count=f"{progress.skipped:,}"))
        if progress.flagged:
            said.append(tr("{count} flagged", count=f"{progress.flagged:,}"))
        if pace.memos_a_minute:
            said.append(tr("{pace} a minute", pace=f"{pace.memos_a_minute:.1f}"))
            said.append(tr("median {seconds} s", seconds=f"{pace.median_s:.1f}"))
        self._pace.setText("  ·  ".join(said))

    def show_state(self, text: str, *, is_good: bool) -> None:
        """Say whether everything is on disk."""
        self._state.setText(text)
        set_tone(self._state, "good" if is_good else "bad")
