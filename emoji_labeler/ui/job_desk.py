"""What goes on beside the table of jobs: jobs are looked up and steered on workers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from emoji_labeler.domain.errors import EmojiLabelerError, WrongUseError
from emoji_labeler.domain.experiment import ExperimentDifference
from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.domain.record import record
from emoji_labeler.domain.tracked_job import MetricPoint
from emoji_labeler.services.computing import compute_experiment_report
from emoji_labeler.services.experimenting import differences, experiments
from emoji_labeler.services.opening import Project, open_project
from emoji_labeler.services.overseeing import JobDetails, curves_of, job_details, jobs_overview
from emoji_labeler.services.steering import (
    cancel_job,
    delete_uploaded_files,
    pause_job,
    put_note,
    resume_job,
)
from emoji_labeler.services.submitting import confirmation_for_again, submit_again
from emoji_labeler.ui.background import Background, Lane
from emoji_labeler.wording import tr_count

if TYPE_CHECKING:
    from emoji_labeler.domain.tracked_job import TrackedJob
    from emoji_labeler.services.providing import ProvidingService

T = TypeVar("T")

_STEERING = {"cancel": cancel_job, "pause": pause_job, "resume": resume_job}
_NOTHING_KNOWN = Capabilities(pause=False, cancel=False)


@record
class JobView:
    """What is shown of the chosen jobs: the first in full, the curves of all of them."""

    details: JobDetails | None
    can: Capabilities
    curves: dict[str, tuple[MetricPoint, ...]]
    differences: tuple[ExperimentDifference, ...] = ()


class JobDesk(QObject):
    """Answers the table; ``changed`` says that something about the jobs is on disk now."""

    listed = Signal(object)
    viewed = Signal(object)
    changed = Signal()
    failed = Signal(EmojiLabelerError)
    said = Signal(str)
    written_again = Signal(str)
    confirmation_wanted = Signal(object, str)
    reported = Signal(Path)

    def __init__(
        self,
        project_path: Path,
        *,
        providing: "Callable[[], ProvidingService]",
        background: Background,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._project_path = project_path
        self._providing = providing
        self._background = background
        self._is_listing = self._lists_again = False
        self._views = 0

    def list_jobs(self) -> None:
        """Look all jobs up; while that is done, once more afterwards."""
        if self._is_listing:
            self._lists_again = True
            return
        self._is_listing = True

        def done(overview: object) -> None:
            self._is_listing = False
            self.listed.emit(overview)
            if self._lists_again:
                self._lists_again = False
                self.list_jobs()

        self._with_project(jobs_overview, done=done)

    def view(self, intent_id: str, *, curves: tuple[str, ...], compared: tuple[str, ...]) -> None:
        """Look a job up in full, the curves of some, and in what two differ."""
        self._views += 1
        number = self._views

        def work(project: Project) -> JobView:
            details = job_details(project, intent_id)
            rows = experiments(project, only=compared) if len(compared) == 2 else ()
            return JobView(
                details=details,
                can=self._capabilities(details),
                curves=curves_of(project, curves),
                differences=differences(*rows) if len(rows) == 2 else (),
            )

        def done(view: JobView) -> None:
            # Meanwhile somebody may have chosen another one.
            if number == self._views:
                self.viewed.emit(view)

        self._with_project(work, done=done)

    def steer(self, verb: str, intent_id: str) -> None:
        """Cancel, pause or resume a job."""
        act = _STEERING[verb]
        self._with_project(
            lambda project: act(project, self._providing(), intent_id),
            done=lambda _job: self.changed.emit(),
        )

    def delete_files(self, intent_id: str) -> None:
        """Delete what was uploaded for a job, and say how much that was."""

        def done(count: int) -> None:
            self.said.emit(
                tr_count("{count} file was deleted.", "{count} files were deleted.", count=count)
            )
            self.changed.emit()

        self._with_project(
            lambda project: delete_uploaded_files(project, self._providing(), intent_id), done=done
        )

    def again(self, job: "TrackedJob", *, confirmation: str | None = None) -> None:
        """Write a job down once more; what has to be typed for it is asked for first."""

        def work(project: Project) -> tuple[str, str]:
            wanted = confirmation_for_again(project, job.intent)
            if wanted and confirmation is None:
                return "", wanted
            return submit_again(project, job.id, confirmation=confirmation or "").id, ""

        def done(found: tuple[str, str]) -> None:
            intent_id, wanted = found
            if intent_id:
                self.written_again.emit(intent_id)
            else:
                self.confirmation_wanted.emit(job, wanted)

        self._with_project(work, done=done)

    def put_note(self, intent_id: str, note: str) -> None:
        """Keep a note."""
        self._with_project(
            lambda project: put_note(project, intent_id, note), done=lambda _: self.changed.emit()
        )

    def report(self, output: Path, *, format_name: str) -> None:
        """Write the table of experiments."""
        self._background.run_apart(
            Lane.PICTURES,
            partial(compute_experiment_report, self._project_path, output, format_name=format_name),
            done=lambda _: self.reported.emit(output),
            failed=self.failed.emit,
            owner=self,
        )

    def _capabilities(self, details: JobDetails | None) -> Capabilities:
        """Return what the job's provider can do; little where it was removed."""
        if details is None:
            return _NOTHING_KNOWN
        try:
            return self._providing().profile(details.job.intent.provider_id).capabilities
        except WrongUseError:
            return _NOTHING_KNOWN

    def _with_project(self, work: Callable[[Project], T], *, done: Callable[[T], None]) -> None:
        """Do something with the project on a worker."""

        def opened(_progressing: object) -> T:
            with open_project(self._project_path) as project:
                return work(project)

        self._background.run(opened, done=done, failed=self.failed.emit, owner=self)
