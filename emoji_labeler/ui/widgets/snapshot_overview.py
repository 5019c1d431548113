"""What a snapshot is, what is odd about it, and the formats it can be written in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.chart import Bar, BarChart, ChartAxis, NumberForm, Reading
from emoji_labeler.domain.export_report import Severity
from emoji_labeler.domain.snapshot import Snapshot
from emoji_labeler.domain.snapshot_report import SnapshotReport
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.snapshot_viewing import FORMATS
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.measures import CARD_MARGIN, CHART_MARGIN
from emoji_labeler.ui.memo_words import local_time
from emoji_labeler.ui.snapshot_words import (
    VARIANTS,
    filter_words,
    sources_words,
    splits_words,
    tokens_words,
)
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.chart_view import ChartView
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.wording import later, tr, tr_count

_LABELS_SHOWN = 12
_PROMPT_HEIGHT = 74
_FORMATS_A_LINE = 4
_WIDEST = 960
"""Lines that are longer than this nobody likes to read."""

_FACTS = {
    "rows": later("Rows"),
    "labels": later("Labels"),
    "sources": later("Labels came"),
    "filter": later("Made from"),
    "tokens": later("Tokens"),
    "hash": later("Content hash"),
    "pack": later("Emoji pack"),
    "parent": later("Parent"),
    "made": later("Made"),
    "note": later("Note"),
    "prompt": later("System prompt"),
}


class SnapshotOverview(QScrollArea):
    """Shows a snapshot at once, and its validation report when that is there."""

    export_wanted = Signal(str)
    training_wanted = Signal()
    folder_wanted = Signal()

    def __init__(
        self,
        pack: EmojiPack,
        *,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pack = pack
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._facts = FactRows()
        self._fact = {name: _line(self) for name in _FACTS}
        self._prompt = QPlainTextEdit(self)
        self._findings = QVBoxLayout()
        self._verdict = _line(self)
        self._folder = _line(self, tone="soft")
        self._chart = ChartView(background=background, theme=theme, parent=self)
        self._exports = [
            _button(title, does=partial(self.export_wanted.emit, name), parent=self)
            for name, title, _ in FORMATS
        ]
        self._train = _button(tr("Fine-tune on it…"), does=self.training_wanted.emit, parent=self)
        self._furnish()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show a snapshot of which no report is there yet."""
        plan = snapshot.plan
        facts = {
            "rows": f"{snapshot.row_count:,}  ·  {splits_words(snapshot)}",
            "labels": tr_count("{count} label", "{count} labels", count=len(snapshot.labels)),
            "sources": sources_words(snapshot),
            "filter": filter_words(plan.filter),
            "hash": snapshot.content_hash,
            "pack": f"{snapshot.pack_id} {snapshot.pack_version}",
            "parent": plan.parent,
            "made": tr(
                "{time} by version {version}, seed {seed}",
                time=local_time(snapshot.made_at),
                version=snapshot.program_version,
                seed=plan.split.seed,
            ),
            "note": plan.note,
            "prompt": tr(VARIANTS[plan.prompt.variant])
            + f"  ·  SHA-256 {snapshot.system_prompt_hash[:12]}",
            "tokens": tr("Counting…"),
        }
        for name, text in facts.items():
            self._facts.show(self._fact[name], text)
        self._prompt.setPlainText(snapshot.prompts[0])
        self._chart.show_chart(_label_chart(snapshot, pack=self._pack))
        self._show_findings(tr("Looking through the rows…"), tone="soft", findings=[])
        self._allow(is_allowed=False)

    def show_report(self, report: SnapshotReport) -> None:
        """Show what is odd about the snapshot; errors forbid writing and training."""
        self._facts.show(self._fact["tokens"], tokens_words(report))
        findings = [
            ("bad" if one.severity is Severity.ERROR else "warning", one.sentence)
            for one in report.findings
        ]
        if report.errors:
            self._show_findings(
                tr("It may not be exported or trained on:"), tone="bad", findings=findings
            )
        elif findings:
            self._show_findings(tr("Worth knowing before you use it:"), findings=findings)
        else:
            self._show_findings(tr("Nothing is wrong with it."), tone="good", findings=[])
        self._allow(is_allowed=not report.errors)

    def show_folder(self, words: str) -> None:
        """Say where exports go."""
        self._folder.setText(words)

    def _furnish(self) -> None:
        for name, caption in _FACTS.items():
            self._facts.add(tr(caption), self._fact[name])
        self._fact["hash"].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._prompt.setReadOnly(True)
        self._prompt.setFixedHeight(_PROMPT_HEIGHT)
        self._prompt.setAccessibleName(tr("System prompt"))
        self._facts.add("", self._prompt)
        self._findings.setSpacing(4)
        exports = QGridLayout()
        exports.setHorizontalSpacing(8)
        exports.setVerticalSpacing(8)
        for place, button in enumerate(self._exports):
            exports.addWidget(button, place // _FORMATS_A_LINE, place % _FORMATS_A_LINE)
        verdict, folder = QHBoxLayout(), QHBoxLayout()
        verdict.addWidget(self._verdict, 1)
        verdict.addWidget(self._train, 0, Qt.AlignmentFlag.AlignTop)
        folder.addWidget(self._folder, 1)
        folder.addWidget(_button(tr("Other folder…"), does=self.folder_wanted.emit, parent=self))
        words, chart = QVBoxLayout(), QVBoxLayout()
        words.setContentsMargins(CARD_MARGIN, 10, CARD_MARGIN, 0)
        words.setSpacing(12)
        words.addLayout(verdict)
        words.addLayout(self._findings)
        words.addWidget(_heading(tr("Export in one click"), parent=self))
        words.addLayout(exports)
        words.addLayout(folder)
        words.addWidget(_heading(tr("What it is"), parent=self))
        words.addLayout(self._facts)
        # A chart has a margin of its own: its title is to stand where the other headings do.
        chart.setContentsMargins(CARD_MARGIN - CHART_MARGIN, 0, CARD_MARGIN - CHART_MARGIN, 0)
        chart.addWidget(self._chart)
        inside = QWidget(self)
        inside.setMaximumWidth(_WIDEST)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 18)
        layout.setSpacing(8)
        layout.addLayout(words)
        layout.addLayout(chart)
        layout.addStretch()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _show_findings(
        self, verdict: str, *, findings: list[tuple[str, str]], tone: str = "warning"
    ) -> None:
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._verdict.setText(verdict)
        _retone(self._verdict, tone)
        for own_tone, sentence in findings:
            label = _line(self, tone=own_tone)
            label.setText(f"•  {sentence}")
            self._findings.addWidget(label)

    def _allow(self, *, is_allowed: bool) -> None:
        for button in (*self._exports, self._train):
            button.setEnabled(is_allowed)


def _label_chart(snapshot: Snapshot, *, pack: EmojiPack) -> BarChart:
    bars = tuple(
        Bar(
            name=pack.name_of(label),
            readings=(Reading(float(count)),),
            pictures=(pack.picture_path(label),) if label in pack else (),
        )
        for label, count in snapshot.labels[:_LABELS_SHOWN]
    )
    return BarChart(
        title=tr("Most frequent labels"),
        bars=bars,
        value_axis=ChartAxis(name=tr("rows"), form=NumberForm.WHOLE, least=0),
        is_horizontal=True,
    )


def _line(parent: QWidget, *, tone: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    return label


def _heading(text: str, *, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
    return label


def _button(text: str, *, does: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.clicked.connect(lambda: does())
    return button


def _retone(label: QLabel, tone: str) -> None:
    """Give a label another tone; the style sheet looks at properties only when told to."""
    label.setProperty("tone", tone)
    label.style().unpolish(label)
    label.style().polish(label)
