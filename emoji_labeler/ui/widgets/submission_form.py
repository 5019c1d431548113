"""The form in which a person says what is to be trained."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import ProviderProfile
from emoji_labeler.domain.remote_model import RemoteModel
from emoji_labeler.domain.submission import PreparedSubmission
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.provider_words import provider_name
from emoji_labeler.ui.submission_desk import Offer
from emoji_labeler.ui.submission_wish import SubmissionWish
from emoji_labeler.ui.submission_words import (
    finding_lines,
    job_lines,
    rows_words,
    shutdown_words,
    snapshot_words,
)
from emoji_labeler.ui.widgets.cost_box import CostBox
from emoji_labeler.ui.widgets.field_column import FieldColumn, note_line, say
from emoji_labeler.ui.widgets.more_fields import MoreFields
from emoji_labeler.wording import sentences, tr

_WIDTH = 324
_USUAL_EPOCHS = "1,3,6,8,9,10"


class SubmissionForm(QFrame):
    """Snapshot, provider, base model, epochs, and under More the rest; its cost stands below."""

    wish_changed = Signal(object)
    models_wanted = Signal(str)
    snapshot_wanted = Signal()
    submit_wanted = Signal(object, str)
    limits_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(_WIDTH)
        self._prepared: PreparedSubmission | None = None
        self._models: tuple[RemoteModel, ...] = ()
        self._snapshots = QComboBox(self)
        self._rows = note_line(self)
        self._make_snapshot = QPushButton(self)
        self._providers = QComboBox(self)
        self._provider_note = note_line(self, tone="warning")
        self._base_models = QComboBox(self)
        self._base_models.setEditable(True)
        self._base_models.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._model_note = note_line(self)
        self._epochs = QLineEdit(_USUAL_EPOCHS, self)
        self._epochs_note = note_line(self)
        self._one_job = QPushButton(tr("Take that one job"), self)
        self._open_more = QPushButton(self)
        for button in (self._open_more, self._one_job):
            button.setProperty("role", "link")
        self._more = MoreFields(self)
        self._jobs = note_line(self, tone="soft")
        self._findings = QVBoxLayout()
        self._cost = CostBox(self)
        self._furnish()
        self._connect()
        self._show_more(is_open=False)

    @property
    def provider(self) -> ProviderProfile | None:
        """The provider that is chosen."""
        profile = self._providers.currentData()
        return profile if isinstance(profile, ProviderProfile) else None

    @property
    def wish(self) -> SubmissionWish | None:
        """What the fields say; None where there is no snapshot or no provider to choose."""
        snapshot, provider = self._snapshots.currentData(), self.provider
        if snapshot is None or provider is None:
            return None
        bare = SubmissionWish(
            snapshot=snapshot.name,
            provider_id=provider.id,
            base_model=self._base_model,
            epochs=self._epochs.text(),
            accepts_dying_model=self._cost.accepts_dying_model,
        )
        return replace(bare, **self._more.values())  # type: ignore[arg-type]  # By their names.

    def show_offer(self, offer: Offer, *, snapshot: str = "") -> None:
        """Show what there is to choose from; what was chosen stays, unless another is named."""
        chosen = snapshot or self._snapshots.currentText()
        _fill(self._snapshots, [(one.name, one) for one in offer.snapshots], chosen=chosen)
        has_any = bool(offer.snapshots)
        self._snapshots.setVisible(has_any)
        self._make_snapshot.setProperty("role", "link" if has_any else "primary")
        self._make_snapshot.setText(
            tr("Make a new one of all labels") if has_any else tr("Make a snapshot of all labels")
        )
        self._make_snapshot.style().polish(self._make_snapshot)
        before = self.provider
        named = [(provider_name(one), one) for one in offer.providers]
        _fill(self._providers, named, chosen=provider_name(before) if before else "")
        if before is None or self.provider != before:
            self._provider_chosen()
        self._say_snapshot()
        self._wish()

    def show_models(self, provider_id: str, models: tuple[RemoteModel, ...]) -> None:
        """Show the base models of a provider, if it is still the one chosen."""
        if self.provider is None or self.provider.id != provider_id:
            return
        self._models = models
        chosen = self._base_model
        _fill(self._base_models, [(one.id, one) for one in models], chosen=chosen)
        self._say_model()
        self._wish()

    def show_models_missed(self, provider_id: str, error: EmojiLabelerError) -> None:
        """Say why nobody knows the base models; a name can still be typed."""
        if self.provider is not None and self.provider.id == provider_id:
            say(self._model_note, sentences(error.why, error.remedy), tone="bad")

    def show_prepared(self, prepared: PreparedSubmission) -> None:
        """Show what would come of the wish."""
        self._prepared = prepared
        say(self._rows, rows_words(prepared))
        say(self._jobs, job_lines(prepared))
        self._show_findings(finding_lines(prepared))
        has_choice = prepared.checkpoints_suffice
        longest = max((one or 0 for one in prepared.plan.epochs), default=0)
        say(
            self._epochs_note,
            tr("The checkpoints of one job of {count} epochs are all of these.", count=longest)
            if has_choice
            else "",
        )
        self._one_job.setVisible(has_choice)
        self._cost.show_prepared(prepared)

    def complain(self, error: EmojiLabelerError) -> None:
        """Say why nothing can come of the wish."""
        self._prepared = None
        self._show_findings(())
        say(self._jobs, "")
        self._cost.complain(str(error))

    def submitted(self) -> None:
        """Be ready for another one."""
        self._more.submitted()
        self._cost.submitted()
        self._wish()

    def not_submitted(self) -> None:
        """Let the same be tried again."""
        self._wish()

    @property
    def _base_model(self) -> str:
        return self._base_models.currentText().strip()

    def _furnish(self) -> None:
        title = QLabel(tr("Train a model"), self)
        title.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        column = FieldColumn()
        column.addWidget(title)
        column.addSpacing(10)
        column.add(tr("Snapshot"), self._snapshots, self._rows, self._make_snapshot)
        column.add(tr("Provider"), self._providers, self._provider_note)
        column.add(tr("Base model"), self._base_models, self._model_note)
        column.add(tr("Epochs, a job for each"), self._epochs, self._epochs_note, self._one_job)
        column.addWidget(self._open_more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._more)
        column.addSpacing(6)
        column.addWidget(self._jobs)
        column.addLayout(self._findings)
        column.addStretch()
        inside = QWidget(self)
        inside.setLayout(column)
        column.setContentsMargins(CARD_MARGIN, 14, CARD_MARGIN, 10)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        for ground in (inside, area.viewport()):
            ground.setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(line)
        layout.addWidget(self._cost)
        self._one_job.hide()

    def _connect(self) -> None:
        self._snapshots.currentIndexChanged.connect(self._snapshot_chosen)
        self._providers.currentIndexChanged.connect(self._provider_chosen)
        self._base_models.editTextChanged.connect(self._model_chosen)
        self._epochs.textChanged.connect(self._wish)
        self._more.changed.connect(self._wish)
        self._cost.accepted_changed.connect(self._wish)
        self._cost.limits_wanted.connect(self.limits_wanted)
        self._cost.submit_wanted.connect(self._submit)
        self._make_snapshot.clicked.connect(self.snapshot_wanted)
        self._one_job.clicked.connect(self._take_longest)
        self._open_more.clicked.connect(lambda: self._show_more(is_open=self._more.isHidden()))

    def _show_more(self, *, is_open: bool) -> None:
        self._more.setVisible(is_open)
        self._open_more.setText(tr("Fewer choices") if is_open else tr("More choices"))

    def _snapshot_chosen(self) -> None:
        self._say_snapshot()
        self._wish()

    def _provider_chosen(self) -> None:
        provider = self.provider
        if provider is None:
            return
        self._models = ()
        _fill(self._base_models, [], chosen="")
        ends = provider.preset.training_ends
        say(
            self._provider_note,
            tr("Fine-tuning ends there on {date}.", date=ends) if ends else "",
        )
        say(self._model_note, tr("Asking for its models…"), tone="faint")
        self._more.fit(provider.capabilities)
        self.models_wanted.emit(provider.id)
        self._wish()

    def _model_chosen(self) -> None:
        self._say_model()
        self._wish()

    def _say_snapshot(self) -> None:
        snapshot = self._snapshots.currentData()
        say(self._rows, snapshot_words(snapshot) if snapshot else tr("There is none yet."))

    def _say_model(self) -> None:
        model = next((one for one in self._models if one.id == self._base_model), None)
        text, tone = shutdown_words(model) if model else ("", "faint")
        say(self._model_note, text, tone=tone)

    def _show_findings(self, lines: tuple[tuple[str, str], ...]) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for text, tone in lines:
            label = note_line(self, tone=tone)
            self._findings.addWidget(label)
            say(label, f"•  {text}")

    def _take_longest(self) -> None:
        if self._prepared is not None:
            self._epochs.setText(str(max(one or 0 for one in self._prepared.plan.epochs)))

    def _wish(self) -> None:
        self._cost.wait()
        wish = self.wish
        # Without a base model there is nothing to say; the provider is just being asked for them.
        if wish is not None and wish.base_model:
            self.wish_changed.emit(wish)

    def _submit(self, confirmation: str) -> None:
        if self._prepared is not None:
            self.submit_wanted.emit(self._prepared, confirmation)


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]], *, chosen: str) -> None:
    """Offer these, with the chosen one chosen or else the first, without telling anybody."""
    was_blocked = box.blockSignals(True)  # noqa: FBT003 - Qt's own signature.
    box.clear()
    for name, entry in entries:
        box.addItem(name, entry)
    place = box.findText(chosen) if chosen else -1
    if place >= 0 or not chosen or not box.isEditable():
        box.setCurrentIndex(max(place, 0))
    else:
        box.setEditText(chosen)
    box.blockSignals(was_blocked)
