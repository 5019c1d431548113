"""The fine-tuning jobs of a project, one a row, as they are now."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import Qt

from emoji_labeler.domain.record import record
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.job_words import (
    cost_words,
    elapsed_words,
    epochs_words,
    finish_words,
    job_name,
    provider_words,
    status_tone,
    status_words,
    tokens_words,
)
from emoji_labeler.services.overseeing import JobsOverview
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.wording import later, tr, tr_count

SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
JOB_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@record
class JobColumn:
    """One column: its title, its words, its usual width, and whether it holds figures."""

    title: str
    words: Callable[[TrackedJob], str]
    width: int
    is_figure: bool = False
    is_progress: bool = False


def _percent(job: TrackedJob) -> str:
    return f"{round(job.share_done * 100)}%" if job.job is not None else ""


_MARKED = frozenset({"Job", "Snapshot"})
"""Where a stale model is marked: the snapshot is out of view in a narrow window."""

COLUMNS = (
    JobColumn(title=later("Job"), words=lambda job: job_name(job.intent), width=118),
    JobColumn(
        title=later("Epochs"), words=lambda job: epochs_words(job.intent), width=76, is_figure=True
    ),
    JobColumn(title=later("Status"), words=status_words, width=98),
    JobColumn(title=later("Progress"), words=_percent, width=96, is_progress=True),
    JobColumn(title=later("Elapsed"), words=elapsed_words, width=72, is_figure=True),
    JobColumn(title=later("Finish"), words=finish_words, width=66, is_figure=True),
    JobColumn(title=later("Tokens"), words=tokens_words, width=76, is_figure=True),
    JobColumn(title=later("Cost"), words=cost_words, width=88, is_figure=True),
    JobColumn(title=later("Snapshot"), words=lambda job: job.intent.snapshot, width=170),
    JobColumn(title=later("Provider"), words=lambda job: provider_words(job.intent), width=150),
)
"""The first takes the room that is left; those at the end are shown where there is room."""


class JobItemModel(TableItemModel):
    """Rows keep their place, and with it their selection, as long as no job comes or goes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            [tr(column.title) for column in COLUMNS],
            figures=[at for at, column in enumerate(COLUMNS) if column.is_figure],
            parent=parent,
        )
        self._overview = JobsOverview(jobs=())

    def show(self, overview: JobsOverview) -> None:
        """Show the jobs as they are now."""
        same = [one.id for one in overview.jobs] == [one.id for one in self._overview.jobs]
        if not same:
            self.beginResetModel()
        self._overview = overview
        if not same:
            self.endResetModel()
        elif overview.jobs:
            self.refresh()

    def refresh(self) -> None:
        """Show how much time has passed."""
        last = self.index(self.rowCount() - 1, len(COLUMNS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def job_at(self, row: int) -> TrackedJob | None:
        """Return the job of a row, or None outside the table."""
        jobs = self._overview.jobs
        return jobs[row] if 0 <= row < len(jobs) else None

    def row_of(self, intent_id: str) -> int:
        """Return the row of a job, or -1."""
        rows = (row for row, one in enumerate(self._overview.jobs) if one.id == intent_id)
        return next(rows, -1)

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._overview.jobs)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the words of a cell, its share of progress, its tone, or the job itself."""
        job, column = self.job_at(index.row()), COLUMNS[index.column()]
        if job is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(job, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return Qt.convertFromPlainText(self._tip(job, column))
        if role == TONE_ROLE:
            return self._tone(job, column)
        if role == JOB_ROLE:
            return job
        return job.share_done if role == SHARE_ROLE and column.is_progress else None

    def _words(self, job: TrackedJob, column: JobColumn) -> str:
        is_stale = column.title in _MARKED and self._overview.corrected_of(job)
        return f"⚠ {column.words(job)}" if is_stale else column.words(job)

    def _tone(self, job: TrackedJob, column: JobColumn) -> str:
        if column.title in _MARKED and self._overview.corrected_of(job):
            return "warning"
        if column.title != "Status":
            return ""
        return "warning" if job.trouble and job.is_live else status_tone(job)

    def _tip(self, job: TrackedJob, column: JobColumn) -> str:
        corrected = self._overview.corrected_of(job)
        if column.title in _MARKED and corrected:
            stale = tr_count(
                "{count} label was corrected since: the model is stale.",
                "{count} labels were corrected since: the model is stale.",
                count=corrected,
            )
            return f"{column.words(job)}\n{stale}"
        trouble = job.trouble or job.intent.trouble
        if column.title == "Status" and trouble is not None:
            return str(trouble)
        return column.words(job)
