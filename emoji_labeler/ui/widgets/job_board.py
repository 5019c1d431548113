"""Every job of a project in one table, and what can be asked of all of them together."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.intent import IntentState
from emoji_labeler.services.experimenting import REPORT_FORMATS
from emoji_labeler.services.overseeing import JobsOverview
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.item_models.job_item_model import JobItemModel
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.job_table import JobTable
from emoji_labeler.wording import tr, tr_count

_CLOCK_MS = 1_000
_HINT_WIDTH = 440


class JobBoard(QFrame):
    """Says how many jobs there are above their table, or how to come to the first one.

    ``report_wanted`` names a format and the ending of its files.
    """

    send_wanted = Signal()
    report_wanted = Signal(str, str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._overview = JobsOverview(jobs=())
        self.rows = JobItemModel(self)
        self.table = JobTable(self.rows, theme=theme, parent=self)
        self._counts = QLabel(self)
        self._send_all = QPushButton(tr("Send"), self)
        self._report = QPushButton(tr("Export table"), self)
        self._empty = QLabel(
            tr(
                "Nothing was trained yet. Choose on the left what to learn from, then press Train."
                " On this machine that needs no network and costs nothing."
            ),
            self,
        )
        # Elapsed times go on between two looks at a provider.
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.rows.refresh)
        self._send_all.clicked.connect(self.send_wanted)
        self._furnish()

    def show_jobs(self, overview: JobsOverview, *, is_sending: bool) -> None:
        """Show the jobs; what waits can be sent unless ``is_sending`` already."""
        self._overview = overview
        self.rows.show(overview)
        jobs = overview.jobs
        living = sum(job.is_live for job in jobs)
        waiting = sum(job.intent.state is IntentState.WRITTEN for job in jobs)
        count = tr_count("{count} job", "{count} jobs", count=len(jobs))
        lives = tr_count("{count} lives", "{count} live", count=living) if living else ""
        self._counts.setText("  ·  ".join(filter(None, (count, lives))))
        self._report.setEnabled(bool(jobs))
        self.table.setVisible(bool(jobs))
        self._empty.setVisible(not jobs)
        self._send_all.setVisible(bool(waiting) and not is_sending)
        self._send_all.setText(tr_count("Send {count} job", "Send {count} jobs", count=waiting))

    def tick(self) -> None:
        """Let the clock run while somebody looks at something that lives."""
        lives = any(job.is_live for job in self._overview.jobs)
        if not (lives and self.isVisible()):
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start(_CLOCK_MS)

    def stop(self) -> None:
        """Let the clock rest: nobody looks."""
        self._clock.stop()

    def _furnish(self) -> None:
        self._counts.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        self._report.setMenu(self._report_menu())
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFixedWidth(_HINT_WIDTH)
        self._empty.setProperty("tone", "soft")
        head = QHBoxLayout()
        head.setContentsMargins(11, 10, 11, 0)
        head.setSpacing(8)
        head.addWidget(self._counts, 1)
        head.addWidget(self._send_all)
        head.addWidget(self._report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 1, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignCenter)
        self._send_all.hide()
        self.table.hide()

    def _report_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, title, ending in REPORT_FORMATS:
            menu.addAction(title, partial(self.report_wanted.emit, name, ending))
        return menu
