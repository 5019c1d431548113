"""Fine-tune: what is to be trained on the left, every job and what became of it on the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.domain.tracked_job import TrackedJob
from emoji_labeler.services.job_words import job_name
from emoji_labeler.services.overseeing import JobsOverview
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.dialogs.limits_dialog import LimitsDialog
from emoji_labeler.ui.dialogs.typed_confirmation_dialog import TypedConfirmationDialog
from emoji_labeler.ui.file_questions import ask_new_file
from emoji_labeler.ui.job_desk import JobDesk, JobView
from emoji_labeler.ui.measures import GAP
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.panel_table import ROWS as PANELS
from emoji_labeler.ui.submission_desk import Offer, SubmissionDesk
from emoji_labeler.ui.widgets.job_board import JobBoard
from emoji_labeler.ui.widgets.job_card import JobCard
from emoji_labeler.ui.widgets.job_curves import JobCurves
from emoji_labeler.ui.widgets.job_origin import JobOrigin
from emoji_labeler.ui.widgets.submission_form import SubmissionForm
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

_TABLE_SHARE, _CARD_SHARE = 286, 408


class FinetunePanel(Panel):
    """Puts form, board and card together; the desks do the work beside the window."""

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme=parts.theme, parent=parent)
        self._parts = parts
        self._watch = parts.job_watch
        self._overview = JobsOverview(jobs=())
        self._spending_known: PreparedSubmission | None = None
        self._new_snapshot = ""
        self._choose_next = ""
        self._submissions = SubmissionDesk(
            parts.project_path,
            providing=parts.providing,
            pack=parts.pack,
            background=parts.background,
            parent=self,
        )
        self._jobs = JobDesk(
            parts.project_path,
            providing=parts.providing,
            background=parts.background,
            parent=self,
        )
        self.form = SubmissionForm(self)
        self.board = JobBoard(theme=parts.theme, parent=self)
        leads = any(row.name == "datasets" for row in PANELS)
        self._origin = JobOrigin(leads_to_snapshots=leads, parent=self)
        self.card = JobCard(
            curves=JobCurves(background=parts.background, theme=parts.theme, parent=self),
            origin=self._origin,
            parent=self,
        )
        self._furnish()
        self._connect()

    def come(self) -> None:
        """Look everything up anew."""
        self._submissions.look()
        self._jobs.list_jobs()
        self._watch.hurry()
        self.board.tick()

    def show_subject(self, subject: object) -> None:
        """Show a job, or train on a snapshot of that name."""
        if isinstance(subject, TrackedJob):
            self._choose_next = subject.id
            self._jobs.list_jobs()
        elif isinstance(subject, str):
            self._new_snapshot = subject
            self._submissions.look()

    def leave(self) -> None:
        """Keep the note that was being written."""
        self.card.keep_note()
        self.board.stop()

    def _furnish(self) -> None:
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.addWidget(self.board)
        self._split.addWidget(self.card)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(GAP)
        self._split.setSizes([_TABLE_SHARE, _CARD_SHARE])
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 2)
        body = QHBoxLayout()
        body.setSpacing(GAP)
        body.addWidget(self.form)
        body.addWidget(self._split, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.notices)
        layout.addLayout(body, 1)
        self.card.hide()

    def _connect(self) -> None:
        form, submissions, jobs, changes = (
            self.form,
            self._submissions,
            self._jobs,
            self._parts.changes,
        )
        submissions.offered.connect(self._show_offer)
        submissions.models_came.connect(form.show_models)
        submissions.models_missed.connect(form.show_models_missed)
        submissions.prepared.connect(self._show_prepared)
        submissions.refused.connect(form.complain)
        submissions.submitted.connect(self._submitted)
        submissions.not_submitted.connect(self._complain)
        submissions.not_submitted.connect(form.not_submitted)
        submissions.snapshot_made.connect(self._snapshot_made)
        form.wish_changed.connect(submissions.prepare)
        form.models_wanted.connect(submissions.ask_for_models)
        form.snapshot_wanted.connect(submissions.make_snapshot)
        form.submit_wanted.connect(self._submit)
        form.limits_wanted.connect(self._ask_for_limits)
        self.board.table.chosen_changed.connect(self._view)
        self.card.asked.connect(self._act)
        self.card.note_written.connect(jobs.put_note)
        self.card.scope_changed.connect(self._view)
        self._origin.snapshot_wanted.connect(partial(self.panel_wanted.emit, "datasets"))
        self._origin.memo_wanted.connect(self.memo_wanted)
        jobs.listed.connect(self._show_jobs)
        jobs.viewed.connect(self._show_view)
        jobs.changed.connect(changes.jobs)
        jobs.failed.connect(self._complain)
        jobs.said.connect(self.notices.say)
        jobs.written_again.connect(self._written_again)
        jobs.confirmation_wanted.connect(self._ask_for_confirmation)
        jobs.reported.connect(self._say_reported)
        changes.jobs.connect(self._look_again)
        changes.snapshots.connect(submissions.look)
        changes.annotations.connect(self._look_again)
        changes.providers.connect(self._providers_changed)
        self._watch.failed.connect(self._complain)
        self.board.send_wanted.connect(lambda: self._watch.send())
        self.board.report_wanted.connect(self._ask_for_report)

    def _show_offer(self, offer: Offer) -> None:
        self.form.show_offer(offer, snapshot=self._new_snapshot)
        self._new_snapshot = ""

    def _show_prepared(self, prepared: PreparedSubmission) -> None:
        self._spending_known = prepared
        self.form.show_prepared(prepared)

    def _submit(self, prepared: PreparedSubmission, confirmation: str) -> None:
        self._submissions.submit(prepared, confirmation=confirmation)

    def _submitted(self, intents: tuple[TuningIntent, ...]) -> None:
        self.form.submitted()
        self._choose_next = intents[-1].id if intents else ""
        self._parts.changes.jobs.emit()
        self._watch.send(tuple(intent.id for intent in intents))

    def _written_again(self, intent_id: str) -> None:
        self._choose_next = intent_id
        self._parts.changes.jobs.emit()
        self._watch.send((intent_id,))

    def _snapshot_made(self, name: str) -> None:
        self._new_snapshot = name
        self._parts.changes.snapshots.emit()

    def _providers_changed(self) -> None:
        self._submissions.forget_models()
        self._submissions.look()
        if self.form.provider is not None:
            self._submissions.ask_for_models(self.form.provider.id)

    def _show_jobs(self, overview: JobsOverview) -> None:
        self._overview = overview
        self.board.show_jobs(overview, is_sending=self._watch.is_sending)
        if self._choose_next:
            self.board.table.choose(self._choose_next)
            self._choose_next = ""
        elif overview.jobs and not self.board.table.chosen():
            self.board.table.choose(overview.jobs[0].id)
        self._view()
        self.board.tick()

    def _view(self) -> None:
        """Look the chosen jobs up; the first is shown in full, the curves of all."""
        chosen = self.board.table.chosen()
        self.card.setVisible(bool(chosen))
        if not chosen:
            return
        ids = tuple(job.id for job in chosen)
        sweep = self._overview.sweep_of(chosen[0])
        self.card.curves.whole_sweep.setEnabled(len(chosen) == 1 and len(sweep) > 1)
        self._jobs.view(
            ids[0],
            curves=tuple(job.id for job in self._drawn(chosen)),
            compared=ids if len(ids) == 2 else (),
        )

    def _drawn(self, chosen: tuple[TrackedJob, ...]) -> tuple[TrackedJob, ...]:
        """Return the jobs whose curves are drawn: those chosen, or the sweep of the only one."""
        wants_sweep = self.card.curves.whole_sweep.isChecked()
        if len(chosen) == 1 and wants_sweep:
            return self._overview.sweep_of(chosen[0])
        return chosen

    def _show_view(self, view: JobView) -> None:
        if view.details is None:
            return
        self.card.show_details(view.details, view.can)
        self.card.show_differences(view.differences)
        drawn = [job for job in self._overview.jobs if job.id in view.curves]
        drawn.sort(key=lambda job: job.intent.hyperparameters.n_epochs or 0)
        self.card.curves.show_curves(drawn, view.curves)

    def _act(self, verb: str, job: TrackedJob) -> None:
        """Do what a button of the card says."""
        if verb == "send":
            self._watch.send((job.id,))
        elif verb == "again":
            self._jobs.again(job)
        elif verb == "delete_files":
            self._jobs.delete_files(job.id)
        else:
            self._jobs.steer(verb, job.id)
            self._watch.hurry()

    def _ask_for_confirmation(self, job: TrackedJob, wanted: str) -> None:
        question = tr("Train {name} again?", name=job_name(job.intent))
        dialog = TypedConfirmationDialog(question, wanted=wanted, parent=self)
        dialog.confirmed.connect(lambda typed: self._jobs.again(job, confirmation=typed))
        dialog.open()

    def _ask_for_limits(self) -> None:
        known = self._spending_known
        if known is None:
            return
        currency = next((job.cost.currency for job in known.jobs), "USD")
        dialog = LimitsDialog(known.spending, currency=currency, parent=self)
        dialog.limits_given.connect(
            lambda limit, above: self._submissions.put_limits(limit=limit, confirm_above=above)
        )
        dialog.open()

    def _ask_for_report(self, format_name: str, ending: str) -> None:
        path = self._parts.project_path
        name = ask_new_file(
            self,
            tr("Export the table of experiments"),
            str(path.with_name(f"{path.stem}-experiments{ending}")),
            f"*{ending}",
        )
        if name:
            output = Path(name)
            self._jobs.report(
                output if output.suffix else output.with_suffix(ending), format_name=format_name
            )

    def _say_reported(self, output: Path) -> None:
        self.notices.say(
            tr("{name} was written.", name=output.name),
            do=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(output))),
            do_text=tr("Open"),
        )

    def _look_again(self) -> None:
        """Show what has changed, unless nobody looks: whoever comes sees it then."""
        if self.isVisible():
            self._jobs.list_jobs()
            self._submissions.prepare_again()

    def _complain(self, error: EmojiLabelerError) -> None:
        self.notices.complain(str(error))
