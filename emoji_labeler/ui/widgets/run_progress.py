"""How far a prediction run is, and the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.prediction import RunCounts
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.wording import tr


class RunProgress(QWidget):
    """Hidden while no run is under way."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setFont(font(SMALL_PX))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._stop = QPushButton(self)
        self._stop.clicked.connect(self._ask_to_stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._bar)
        layout.addWidget(self._stop)
        self.end()

    def show_counts(self, name: str, counts: RunCounts) -> None:
        """Show how far the run of that name is, and what it has cost."""
        words = tr(
            "{name}: {done} of {all}", name=name, done=f"{counts.done:,}", all=f"{counts.memos:,}"
        )
        parts = [words]
        if counts.failed:
            parts.append(tr("{count} failed", count=f"{counts.failed:,}"))
        if counts.cost:
            parts.append(tr("cost so far {cost}", cost=f"{counts.cost:.4f}"))
        self._words.setText("  ·  ".join(parts))
        self._bar.setRange(0, counts.memos)
        self._bar.setValue(counts.done)
        self.show()

    def end(self) -> None:
        """Show nothing until another run is under way."""
        self.hide()
        self._stop.setText(tr("Stop"))
        self._stop.setEnabled(True)

    def _ask_to_stop(self) -> None:
        """Say that it was heard: what is asked already is still waited for."""
        self._stop.setText(tr("Stopping…"))
        self._stop.setEnabled(False)
        self.stopped.emit()
