"""Making a prediction run: which way of choosing, whom to ask, about which memos."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.prediction import PredictionRun, RunFilter, RunPlan
from emoji_labeler.domain.predictor import PredictorDescription
from emoji_labeler.domain.provider import LOCAL, ProviderProfile
from emoji_labeler.domain.snapshot import Split
from emoji_labeler.services.run_desk import RunChoices, make_run, models_of, run_choices
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.provider_words import provider_name
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.ui.widgets.option_fields import OptionFields
from emoji_labeler.ui.window_parts import WindowParts
from emoji_labeler.wording import tr

T = TypeVar("T")

_WIDTH, _HEIGHT = 660, 680
_MOST_MEMOS = 10_000_000
_OWN_PREDICTOR = "local"
_LOCAL_MODEL = "local-text-classifier"


class RunDialog(QDialog):
    """Offers what there is; ``made`` hands over a run that waits to be carried out."""

    made = Signal(object)

    def __init__(self, parts: WindowParts, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._choices: RunChoices | None = None
        self.setWindowTitle(tr("New prediction run"))
        self.resize(_WIDTH, _HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._predictor = QComboBox(self)
        self._summary = QLabel(self)
        self._provider = QComboBox(self)
        self._model = QComboBox(self)
        self._note = QLabel(self)
        self._batch = QCheckBox(tr("As a batch: cheaper, answered within a day"), self)
        self._options = OptionFields(self)
        self._memos = QComboBox(self)
        self._limit = NumberBox(self)
        self._name = QLineEdit(self)
        self._error = QLabel(self)
        self._make = QPushButton(tr("Start"), self)
        self._rows = FactRows()
        self._furnish()
        self._connect()
        self._run(partial(run_choices, parts.project_path, providing=parts.providing), self._offer)

    @property
    def plan(self) -> RunPlan:
        """What the fields say."""
        description = self._description
        has_provider = description is not None and bool(description.needs)
        return RunPlan(
            name=self._name.text().strip(),
            predictor=description.name if description else "",
            provider=self._profile.id if has_provider and self._profile else "",
            model=self._model.currentText().strip() if has_provider else "",
            options=self._options.values(),
            memos=self._filter(),
            is_batch=self._takes_batches and self._batch.isChecked(),
        )

    @property
    def _description(self) -> PredictorDescription | None:
        place = self._predictor.currentIndex()
        return self._choices.predictors[place] if self._choices and place >= 0 else None

    @property
    def _profile(self) -> ProviderProfile | None:
        place = self._provider.currentIndex()
        return self._choices.providers[place] if self._choices and place >= 0 else None

    @property
    def _takes_batches(self) -> bool:
        """Whether this way of choosing can be sent as a batch to this provider."""
        description, profile = self._description, self._profile
        is_possible = description is not None and description.takes_batches
        return is_possible and profile is not None and profile.capabilities.batches

    def _furnish(self) -> None:
        for label, tone in ((self._summary, "soft"), (self._note, "soft"), (self._error, "bad")):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("tone", tone)
        self._model.setEditable(True)
        self._model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._limit.setRange(0, _MOST_MEMOS)
        self._limit.setSpecialValueText(tr("no limit"))
        self._limit.setPrefix(tr("at most "))
        self._name.setPlaceholderText(tr("given by the program"))
        self._make.setProperty("role", "primary")
        self._make.setDefault(True)
        self._make.setEnabled(False)
        self._error.hide()
        head = QLabel(tr("Ask for an emoji for every memo"), self)
        head.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        for caption, fields in self._fields():
            line = QHBoxLayout()
            line.setSpacing(10)
            for field in fields:
                line.addWidget(field, 1)
                if caption:
                    field.setAccessibleName(caption)
            self._rows.add(caption, line)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._options)
        self._options.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(head)
        layout.addLayout(self._rows)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._error)
        layout.addLayout(buttons)

    def _fields(self) -> list[tuple[str, tuple[QWidget, ...]]]:
        """Return the caption of each row, and what stands beside it."""
        return [
            (tr("Way"), (self._predictor,)),
            ("", (self._summary,)),
            (tr("Provider"), (self._provider,)),
            (tr("Model"), (self._model,)),
            ("", (self._note,)),
            ("", (self._batch,)),
            (tr("Memos"), (self._memos, self._limit)),
            (tr("Name"), (self._name,)),
        ]

    def _connect(self) -> None:
        self._predictor.activated.connect(lambda _row: self._predictor_chosen())
        self._provider.activated.connect(lambda _row: self._provider_chosen())
        self._make.clicked.connect(self._make_it)

    def _offer(self, choices: RunChoices) -> None:
        self._choices = choices
        self._predictor.addItems([tr(one.title) for one in choices.predictors])
        if not choices.models:
            # Nothing is fine-tuned yet, and nothing need be for the program's own model.
            names = [one.name for one in choices.predictors]
            self._predictor.setCurrentIndex(names.index(_OWN_PREDICTOR))
        self._provider.addItems([provider_name(one) for one in choices.providers])
        local = [place for place, one in enumerate(choices.providers) if one.id == LOCAL]
        self._provider.setCurrentIndex(local[0] if local else 0)
        self._memos.addItem(tr("All memos"), ("", ""))
        self._memos.addItem(tr("Memos with a label"), ("labelled", ""))
        self._memos.addItem(tr("Memos without a label"), ("unlabelled", ""))
        for name in choices.snapshots:
            self._memos.addItem(tr("Test rows of the snapshot {name}", name=name), ("test", name))
            self._memos.addItem(tr("All rows of the snapshot {name}", name=name), ("rows", name))
        self._make.setEnabled(True)
        self._predictor_chosen()
        self._provider_chosen()

    def _predictor_chosen(self) -> None:
        description = self._description
        if description is None or self._choices is None:
            return
        self._summary.setText(tr(description.summary))
        self._options.show_options(description.options, snapshots=self._choices.snapshots)
        needs_provider = bool(description.needs)
        for field in (self._provider, self._model):
            field.setEnabled(needs_provider)
        self._batch.setVisible(self._takes_batches)
        self._say("" if needs_provider else tr("Nobody is asked but this program."))

    def _provider_chosen(self) -> None:
        """Offer the models that were fine-tuned here, and those that the provider names."""
        profile = self._profile
        if profile is None or self._choices is None:
            return
        self._batch.setVisible(self._takes_batches)
        own = [model for provider, model in self._choices.models if provider == profile.id]
        self._model.clear()
        self._model.addItems(own or ([_LOCAL_MODEL] if profile.id == LOCAL else []))
        if self._provider.isEnabled():
            self._say("")
        if profile.id == LOCAL:
            # It need not be started to know what it offers.
            if own:
                self._model.addItem(_LOCAL_MODEL)
            return
        work = partial(models_of, profile.id, providing=self._parts.providing, cancel=lambda: False)

        def show(names: tuple[str, ...]) -> None:
            if profile is self._profile:
                typed = self._model.currentText()
                self._model.addItems([name for name in names if name not in own])
                self._model.setCurrentText(typed)

        self._run(work, show, failed=self._say_unknown)

    def _filter(self) -> RunFilter:
        kind, snapshot = self._memos.currentData() or ("", "")
        wanted = RunFilter(limit=self._limit.value() or None)
        if kind == "labelled":
            return replace(wanted, labelled=True)
        if kind == "unlabelled":
            return replace(wanted, labelled=False)
        if kind == "test":
            return replace(wanted, snapshot=snapshot, splits=(Split.TEST,))
        return replace(wanted, snapshot=snapshot)

    def _make_it(self) -> None:
        self._error.hide()
        self._make.setEnabled(False)
        parts = self._parts
        work = partial(
            make_run, parts.project_path, self.plan, pack=parts.pack, providing=parts.providing
        )
        self._run(work, self._made)

    def _made(self, run: PredictionRun) -> None:
        self.made.emit(run)
        self.accept()

    def _say_unknown(self, error: EmojiLabelerError) -> None:
        self._say(tr("The models were not listed: {why}", why=error.why))

    def _say(self, words: str) -> None:
        """Say something below the model, or leave no gap there."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        *,
        failed: Callable[[EmojiLabelerError], None] | None = None,
    ) -> None:
        self._parts.background.run(
            lambda _progressing: work(), done=then, failed=failed or self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._error.setText(str(error))
        self._error.show()
        self._make.setEnabled(True)
