"""Making a snapshot: its name, what goes in, how it is split, the prompt before every row."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    SnapshotFilter,
    SnapshotPlan,
    SnapshotPreview,
    SplitPlan,
)
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.snapshot_viewing import (
    SnapshotChoices,
    free_name,
    make_snapshot,
    preview,
    snapshot_choices,
)
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.fonts import font
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.ui.snapshot_words import VARIANTS
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.wording import tr, tr_count

T = TypeVar("T")

_WIDTH = 660
_PROMPT_HEIGHT = 84
_PAUSE_MS = 200
_MOST_PERCENT = 45
_MOST_GROUPS = 99
_LARGEST_SEED = 2**31 - 1


class SnapshotDialog(QDialog):
    """Says all the while how many rows there would be; ``made`` names the snapshot."""

    made = Signal(str)

    def __init__(
        self, project_path: Path, *, pack: EmojiPack, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._path = project_path
        self._pack = pack
        self._background = background
        self.setWindowTitle(tr("New snapshot"))
        self.setMinimumWidth(_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._headline = QLabel(tr("Looking at the answers…"), self)
        self._headline.setFont(font(17, weight=font().Weight.DemiBold))
        self._name = QLineEdit(self)
        self._note = QLineEdit(self)
        self._note.setPlaceholderText(tr("What it is for"))
        self._annotator = _choice(self)
        self._theme = _choice(self)
        self._language = _choice(self)
        self._source = _choice(self)
        self._parent_choice = _choice(self)
        self._gold = QCheckBox(tr("only labels that nobody speaks against"), self)
        self._validation = _percent(self, tr("Validation"))
        self._test = _percent(self, tr("Test"))
        self._seed = NumberBox(self)
        self._seed.setRange(0, _LARGEST_SEED)
        self._seed.setValue(1)
        self._variant = QComboBox(self)
        self._groups = NumberBox(self)
        self._prompt = QPlainTextEdit(self)
        self._error = QLabel(self)
        self._make = QPushButton(tr("Make snapshot"), self)
        self._pause = QTimer(self)
        self._furnish()
        self._connect()
        self._run(lambda: snapshot_choices(project_path), then=self._offer)

    def _furnish(self) -> None:
        for variant, words in VARIANTS.items():
            self._variant.addItem(tr(words), variant)
        for source, words in (
            (None, tr("people and suggestions")),
            (LabelSource.HUMAN, tr("only labels found by people")),
            (LabelSource.SUGGESTED, tr("only accepted suggestions")),
        ):
            self._source.addItem(words, source)
        self._groups.setRange(1, _MOST_GROUPS)
        self._groups.setValue(3)
        self._groups.setPrefix(tr("groups: "))
        self._prompt.setFixedHeight(_PROMPT_HEIGHT)
        self._prompt.setTabChangesFocus(True)
        self._name_fields()
        self._error.setWordWrap(True)
        self._error.setTextFormat(Qt.TextFormat.PlainText)
        self._error.setProperty("tone", "bad")
        self._error.hide()
        self._make.setProperty("role", "primary")
        self._make.setDefault(True)
        self._make.setEnabled(False)
        rows = FactRows()
        for caption, field in self._fields():
            rows.add(caption, field)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self._make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 20)
        layout.setSpacing(14)
        layout.addWidget(self._headline)
        layout.addLayout(rows)
        layout.addWidget(self._error)
        layout.addLayout(buttons)

    def _name_fields(self) -> None:
        """Name every field for a screen reader."""
        for named, name in (
            (self._name, tr("Name")),
            (self._note, tr("Note")),
            (self._annotator, tr("Annotator")),
            (self._source, tr("Labels came")),
            (self._theme, tr("Theme")),
            (self._language, tr("Language")),
            (self._seed, tr("Seed")),
            (self._prompt, tr("System prompt")),
            (self._variant, tr("Labels in the prompt")),
            (self._parent_choice, tr("Parent")),
        ):
            named.setAccessibleName(name)

    def _fields(self) -> list[tuple[str, QWidget | QHBoxLayout]]:
        """Return the caption of each row and what stands beside it."""
        return [
            (tr("Name"), _beside(self._name)),
            (tr("Answers"), _beside(self._annotator, self._source)),
            (tr("Memos"), _beside(self._theme, self._language)),
            ("", self._gold),
            (tr("Split"), _beside(self._validation, self._test, QLabel(tr("Seed")), self._seed)),
            (tr("System prompt"), self._prompt),
            ("", _beside(self._variant, self._groups)),
            (tr("Parent"), _beside(self._parent_choice)),
            (tr("Note"), _beside(self._note)),
        ]

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        for choice in (self._annotator, self._theme, self._language, self._source):
            choice.activated.connect(lambda _row: self._pause.start())
        self._gold.toggled.connect(lambda _on: self._pause.start())
        self._variant.currentIndexChanged.connect(lambda _row: self._show_groups())
        self._make.clicked.connect(self._make_it)
        self._show_groups()

    def _offer(self, choices: SnapshotChoices) -> None:
        """Offer what the project has to choose from, and look at what there is."""
        _fill(self._annotator, tr("everybody"), choices.annotators)
        _fill(self._theme, tr("every theme"), choices.themes)
        _fill(self._parent_choice, tr("none"), choices.snapshots)
        _fill(self._language, tr("every language"), choices.languages, words=language_name)
        self._prompt.setPlainText(choices.system_prompt)
        self._name.setText(free_name(choices.snapshots))
        self._name.selectAll()
        self._name.setFocus()
        self._look()

    def _look(self) -> None:
        """Find out how many rows there would be."""
        wanted = self._filter()

        def show(found: SnapshotPreview) -> None:
            if wanted == self._filter():
                self._show_preview(found)

        self._run(lambda: preview(self._path, wanted), then=show)

    def _show_preview(self, found: SnapshotPreview) -> None:
        self._make.setEnabled(found.rows > 0)
        if not found.rows:
            self._headline.setText(tr("No labelled memo passes"))
            return
        rows = tr_count("{count} row", "{count} rows", count=found.rows)
        labels = tr_count("{count} label", "{count} labels", count=found.labels)
        suggested = (
            tr("{count} accepted suggestions", count=f"{found.suggested:,}")
            if found.suggested
            else ""
        )
        self._headline.setText("  ·  ".join(filter(None, (rows, labels, suggested))))

    def _filter(self) -> SnapshotFilter:
        # Qt hands values of an enumeration back as plain text.
        source = self._source.currentData()
        return SnapshotFilter(
            annotators=_chosen(self._annotator),
            themes=_chosen(self._theme),
            languages=_chosen(self._language),
            gold_only=self._gold.isChecked(),
            label_source=LabelSource(source) if source else None,
        )

    def _make_it(self) -> None:
        self._error.hide()
        self._make.setEnabled(False)
        parent = _chosen(self._parent_choice)
        plan = SnapshotPlan(
            name=self._name.text().strip(),
            prompt=PromptPlan(
                system_prompt=self._prompt.toPlainText(),
                variant=PromptVariant(self._variant.currentData()),
                groups=self._groups.value(),
            ),
            filter=self._filter(),
            split=SplitPlan(
                seed=self._seed.value(),
                validation_share=self._validation.value() / 100,
                test_share=self._test.value() / 100,
            ),
            parent=parent[0] if parent else "",
            note=self._note.text().strip(),
        )

        def made(name: str) -> None:
            self.made.emit(name)
            self.accept()

        self._run(lambda: make_snapshot(self._path, plan, pack=self._pack).name, then=made)

    def _show_groups(self) -> None:
        self._groups.setVisible(self._variant.currentData() == PromptVariant.GROUPS)

    def _run(self, work: Callable[[], T], *, then: Callable[[T], None]) -> None:
        self._background.run(
            lambda _progressing: work(), done=then, failed=self._complain, owner=self
        )

    def _complain(self, error: EmojiLabelerError) -> None:
        self._error.setText(f"{error.what} {error.why} {error.remedy}")
        self._error.show()
        self._make.setEnabled(True)


def _choice(parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setMinimumContentsLength(12)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _percent(parent: QWidget, prefix: str) -> NumberBox:
    box = NumberBox(parent)
    box.setRange(0, _MOST_PERCENT)
    box.setValue(10)
    box.setPrefix(f"{prefix} ")
    box.setSuffix(" %")
    box.setAccessibleName(prefix)
    return box


def _beside(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    for widget in widgets:
        if not isinstance(widget, QLabel):
            widget.setMinimumHeight(34)
        line.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return line


def _fill(
    box: QComboBox, everything: str, values: tuple[str, ...], *, words: Callable[[str], str] = str
) -> None:
    box.addItem(everything, "")
    for value in values:
        box.addItem(words(value), value)


def _chosen(box: QComboBox) -> tuple[str, ...]:
    value = box.currentData()
    return (value,) if value else ()
