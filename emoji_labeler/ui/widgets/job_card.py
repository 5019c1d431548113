"""The chosen job in full: what can be done with it, its curves, its events, where it comes from."""

import json
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.experiment import ExperimentDifference
from emoji_labeler.domain.fine_tuning import Checkpoint, JobEvent
from emoji_labeler.domain.intent import IntentState
from emoji_labeler.domain.provider import Capabilities
from emoji_labeler.domain.record import record
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.job_words import clock_time, job_name, moment, status_tone, status_words
from emoji_labeler.services.overseeing import JobDetails
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.item_models.text_table_item_model import TextTableItemModel
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.field_column import note_line, say
from emoji_labeler.ui.widgets.job_curves import JobCurves
from emoji_labeler.ui.widgets.job_origin import JobOrigin
from emoji_labeler.ui.widgets.tab_stack import TabStack
from emoji_labeler.ui.widgets.text_table import TextTable
from emoji_labeler.wording import later, tr

_CAN_PAUSE = frozenset({"queued", "running"})


@record
class _Verb:
    """A button: its name in the program, its words, when it fits, and what it needs of a provider.

    ``needs`` names a capability, or nothing.
    """

    name: str
    text: str
    fits: Callable[[JobDetails], bool]
    needs: str = ""

    def is_possible(self, details: JobDetails, can: Capabilities) -> bool:
        """Whether it can be done with a job at a provider."""
        return self.fits(details) and (not self.needs or bool(getattr(can, self.needs)))


_VERBS = (
    _Verb(
        name="send",
        text=later("Send now"),
        fits=lambda shown: shown.job.intent.state is IntentState.WRITTEN,
    ),
    _Verb(
        name="pause",
        text=later("Pause"),
        fits=lambda shown: shown.job.status in _CAN_PAUSE,
        needs="pause",
    ),
    _Verb(
        name="resume",
        text=later("Resume"),
        fits=lambda shown: shown.job.status == "paused",
        needs="pause",
    ),
    _Verb(
        name="cancel",
        text=later("Cancel the job"),
        fits=lambda shown: _goes_on(shown.job),
        needs="cancel",
    ),
    _Verb(name="again", text=later("Train again"), fits=lambda shown: not _goes_on(shown.job)),
    _Verb(
        name="delete_files",
        text=later("Delete uploaded files"),
        fits=lambda shown: not _goes_on(shown.job) and bool(shown.files),
    ),
)


class JobCard(QFrame):
    """Shows what it is told; ``asked`` carries the name of a button and the job."""

    asked = Signal(str, object)
    note_written = Signal(str, str)
    scope_changed = Signal()

    def __init__(
        self, *, curves: JobCurves, origin: JobOrigin, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.curves = curves
        self._origin = origin
        self._details: JobDetails | None = None
        self._name = ElidedLabel(self)
        self._name.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        self._status = QLabel(self)
        self._trouble = note_line(self, tone="bad")
        self._buttons = {verb.name: QPushButton(tr(verb.text), self) for verb in _VERBS}
        self._events = TextTableItemModel((tr("Time"), tr("Level"), tr("Message")), parent=self)
        self._checkpoints = TextTableItemModel(
            (tr("Step"), tr("Model"), tr("Loss"), tr("Validation loss"), tr("Validation accuracy")),
            parent=self,
        )
        self._differences = TextTableItemModel(
            (tr("What differs"), tr("First"), tr("Second")), parent=self
        )
        self._raw = QPlainTextEdit(self)
        self._note = QPlainTextEdit(self)
        self.tabs = TabStack(self)
        self._furnish()
        self._connect()

    @property
    def shown_id(self) -> str:
        """The identifier of the job that is shown, or nothing."""
        return self._details.job.id if self._details else ""

    def show_details(self, details: JobDetails, can: Capabilities) -> None:
        """Show a job as it is now; what the person writes in its note stays."""
        is_other = details.job.id != self.shown_id
        self._details = details
        job = details.job
        self._name.setText(job_name(job.intent))
        say(self._status, status_words(job), tone=status_tone(job) or "soft")
        trouble = job.trouble or job.intent.trouble
        failed = job.job.error_message if job.job and job.job.has_failed else ""
        said = str(trouble) if trouble else failed
        say(self._trouble, said)
        for verb in _VERBS:
            self._buttons[verb.name].setVisible(verb.is_possible(details, can))
        self._events.show([_event_row(event) for event in details.events])
        self._checkpoints.show([_checkpoint_row(one) for one in details.checkpoints])
        self._origin.show_details(details)
        _show_text(self._raw, _pretty(job))
        if is_other:
            self._keep_note()
            self._note.setPlainText(job.intent.note)

    def show_differences(self, rows: Sequence[ExperimentDifference]) -> None:
        """Show in what two jobs differ; without any, that page is taken away."""
        self._differences.show([(one.what, one.before, one.after) for one in rows])
        self.tabs.offer("differences", is_there=bool(rows))

    def keep_note(self) -> None:
        """Hand over what was written."""
        self._keep_note()

    def _furnish(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._status)
        head.addStretch()
        for button in self._buttons.values():
            head.addWidget(button)
        self.tabs.add("curves", tr("Curves"), self.curves)
        self._add_table("events", tr("Events"), self._events, stretched=2)
        self._add_table("checkpoints", tr("Checkpoints"), self._checkpoints, stretched=1)
        self.tabs.add("origin", tr("Origin"), self._origin)
        self._add_table("differences", tr("Differences"), self._differences, stretched=2)
        self.tabs.add("raw", tr("Raw"), self._raw)
        self.tabs.add("note", tr("Note"), self._note)
        self.tabs.add_corner(self.curves.whole_sweep)
        self.tabs.offer("differences", is_there=False)
        self._raw.setReadOnly(True)
        self._raw.setAccessibleName(tr("The job as the provider describes it"))
        self._note.setAccessibleName(tr("Note"))
        self._note.setPlaceholderText(tr("What you want to remember about this job"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 12, CARD_MARGIN, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._trouble)
        layout.addWidget(self.tabs, 1)

    def _add_table(self, name: str, text: str, rows: TextTableItemModel, *, stretched: int) -> None:
        self.tabs.add(name, text, TextTable(rows, name=text, stretched=stretched, parent=self))

    def _connect(self) -> None:
        self.tabs.page_changed.connect(self._page_changed)
        self.curves.scope_changed.connect(self.scope_changed)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._ask(name))

    def _page_changed(self, name: str) -> None:
        self.curves.whole_sweep.setVisible(name == "curves")
        self._keep_note()

    def _ask(self, name: str) -> None:
        if self._details is not None:
            self.asked.emit(name, self._details.job)

    def _keep_note(self) -> None:
        if self._details is None or not self._note.document().isModified():
            return
        self._note.document().setModified(False)
        self.note_written.emit(self._details.job.id, self._note.toPlainText().strip())


def _goes_on(job: TrackedJob) -> bool:
    return job.is_live or job.intent.waits


def _event_row(event: JobEvent) -> tuple[str, str, str]:
    at = moment(event.created_at)
    return (clock_time(at) if at else "", event.level, event.message)


def _checkpoint_row(one: Checkpoint) -> tuple[str, ...]:
    figures = (
        one.metrics.get("train_loss"),
        _first(one, "full_valid_loss", "valid_loss"),
        _first(one, "full_valid_mean_token_accuracy", "valid_mean_token_accuracy"),
    )
    said = [f"{figure:.3f}" if figure is not None else "" for figure in figures]
    return (f"{one.step:,}", one.model, *said)


def _first(one: Checkpoint, *names: str) -> float | None:
    return next((one.metrics[name] for name in names if name in one.metrics), None)


def _pretty(job: TrackedJob) -> str:
    if job.job is None or not job.job.raw:
        return ""
    try:
        return json.dumps(json.loads(job.job.raw), indent=2, ensure_ascii=False)
    except ValueError:
        return job.job.raw


def _show_text(field: QPlainTextEdit, text: str) -> None:
    """Show a text; where it is the same, whoever reads it keeps their place."""
    if field.toPlainText() != text:
        field.setPlainText(text)
