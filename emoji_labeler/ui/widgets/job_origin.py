"""Where a model comes from: job, files, snapshot, and what has been corrected since."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.cost import CostEstimate, money
from emoji_labeler.domain.intent import TuningIntent
from emoji_labeler.services.job_words import provider_words
from emoji_labeler.services.overseeing import JobDetails
from emoji_labeler.ui.submission_words import snapshot_words
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.wording import BETWEEN, tr, tr_count

_LIST_HEIGHT = 120
_SHOWN_CORRECTIONS = 50


class JobOrigin(QScrollArea):
    """Facts in rows; the snapshot and the memos behind corrected labels can be opened."""

    snapshot_wanted = Signal(str)
    memo_wanted = Signal(int)

    def __init__(self, *, leads_to_snapshots: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memos: tuple[int, ...] = ()
        self._snapshot_name = ""
        self._facts = {
            name: _fact(self)
            for name in ("model", "job", "base", "given", "files", "prompt", "cost", "corrected")
        }
        self._snapshot = _fact(self)
        self._open = QPushButton(tr("Open snapshot"), self)
        self._open.setVisible(leads_to_snapshots)
        self._open.clicked.connect(lambda: self.snapshot_wanted.emit(self._snapshot_name))
        self._corrections = QListWidget(self)
        self._corrections.setMaximumHeight(_LIST_HEIGHT)
        self._corrections.setAccessibleName(tr("Labels corrected since"))
        self._corrections.itemActivated.connect(
            lambda _item: self.memo_wanted.emit(self._memos[self._corrections.currentRow()])
        )
        self._rows = FactRows()
        self._furnish()

    def show_details(self, details: JobDetails) -> None:
        """Show where the models of a job come from."""
        intent, job = details.job.intent, details.job.job
        names = [model.name for model in details.models if model.step is None]
        self._snapshot_name = intent.snapshot
        known = snapshot_words(details.snapshot) if details.snapshot else ""
        self._snapshot.setText(BETWEEN.join(filter(None, (intent.snapshot, known))))
        texts = {
            "model": "\n".join(names),
            "job": job.id if job else "",
            "base": f"{intent.base_model}  ·  {provider_words(intent)}",
            "given": _given(intent),
            "files": "\n".join(filter(None, (intent.training_sha256, intent.validation_sha256))),
            "prompt": intent.prompt_sha256,
            "cost": _cost(intent.cost),
            "corrected": _corrected(details),
        }
        for name, text in texts.items():
            self._rows.show(self._facts[name], text)
        self._show_corrections(details)

    def _furnish(self) -> None:
        snapshot = QHBoxLayout()
        snapshot.addWidget(self._snapshot, 1)
        snapshot.addWidget(self._open)
        captions = {
            "model": tr("Model"),
            "job": tr("Job"),
            "base": tr("Base model"),
            "given": tr("Given"),
            "files": tr("Files, SHA-256"),
            "prompt": tr("Prompt, SHA-256"),
            "cost": tr("Cost"),
            "corrected": tr("Corrected"),
        }
        for name in ("model", "job", "base", "given"):
            self._rows.add(captions[name], self._facts[name])
        self._rows.add(tr("Snapshot"), snapshot)
        for name in ("files", "prompt", "cost", "corrected"):
            self._rows.add(captions[name], self._facts[name])
        self._rows.add("", self._corrections)
        self._facts["corrected"].setProperty("tone", "warning")
        inside = QWidget(self)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addLayout(self._rows)
        layout.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        for ground in (inside, self.viewport()):
            ground.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _show_corrections(self, details: JobDetails) -> None:
        shown = details.corrections[:_SHOWN_CORRECTIONS]
        self._memos = tuple(one.memo_id for one in shown)
        self._corrections.setVisible(bool(shown))
        self._corrections.clear()
        for one in shown:
            now = one.now or tr("no label")
            number = f"{one.memo_id:,}"
            self._corrections.addItem(
                tr("Memo {number}: {was} → {now}", number=number, was=one.was, now=now)
            )


def _fact(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _given(intent: TuningIntent) -> str:
    given = {"method": intent.method.value, **intent.hyperparameters.given()}
    if intent.seed is not None:
        given["seed"] = intent.seed
    return BETWEEN.join(f"{name} {value}" for name, value in given.items())


def _cost(cost: CostEstimate) -> str:
    if cost.is_free:
        return tr("free")
    if cost.ceiling is None:
        return tr("price unknown")
    most = tr("at most {amount}", amount=money(cost.ceiling, currency=cost.currency))
    date = tr("prices of {date}", date=cost.price_date) if cost.price_date else ""
    return BETWEEN.join(filter(None, (most, date)))


def _corrected(details: JobDetails) -> str:
    count = len(details.corrections)
    if not count:
        return ""
    return tr_count(
        "{count} label was corrected since: the model is stale.",
        "{count} labels were corrected since: the model is stale.",
        count=count,
    )
