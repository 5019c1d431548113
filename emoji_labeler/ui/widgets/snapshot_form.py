"""What a snapshot is to be made from: its name, what goes in, the split, the prompt."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from emoji_labeler.domain.snapshot import (
    LabelSource,
    PromptPlan,
    PromptVariant,
    SnapshotFilter,
    SnapshotPlan,
    SplitPlan,
)
from emoji_labeler.services.snapshot_viewing import SnapshotChoices, free_name
from emoji_labeler.ui.memo_words import language_name
from emoji_labeler.ui.snapshot_words import VARIANTS
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.wording import tr

_PROMPT_HEIGHT = 84
_MOST_PERCENT = 45
_MOST_GROUPS = 99
_LARGEST_SEED = 2**31 - 1


class SnapshotForm(QWidget):
    """One row for each thing to say; ``filter_changed`` when other memos or answers are wanted."""

    filter_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = QLineEdit(self)
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
        self.variant = QComboBox(self)
        self.groups = NumberBox(self)
        self._prompt = QPlainTextEdit(self)
        self._furnish()
        self._connect()

    @property
    def filter(self) -> SnapshotFilter:
        """Which memos and answers are wanted."""
        # Qt hands values of an enumeration back as plain text.
        source = self._source.currentData()
        return SnapshotFilter(
            annotators=_chosen(self._annotator),
            themes=_chosen(self._theme),
            languages=_chosen(self._language),
            gold_only=self._gold.isChecked(),
            label_source=LabelSource(source) if source else None,
        )

    @property
    def plan(self) -> SnapshotPlan:
        """The snapshot that is wanted."""
        parent = _chosen(self._parent_choice)
        return SnapshotPlan(
            name=self.name.text().strip(),
            prompt=PromptPlan(
                system_prompt=self._prompt.toPlainText(),
                variant=PromptVariant(self.variant.currentData()),
                groups=self.groups.value(),
            ),
            filter=self.filter,
            split=SplitPlan(
                seed=self._seed.value(),
                validation_share=self._validation.value() / 100,
                test_share=self._test.value() / 100,
            ),
            parent=parent[0] if parent else "",
            note=self._note.text().strip(),
        )

    def offer(self, choices: SnapshotChoices) -> None:
        """Offer what the project has to choose from; the name has the keyboard."""
        _fill(self._annotator, tr("everybody"), choices.annotators)
        _fill(self._theme, tr("every theme"), choices.themes)
        _fill(self._parent_choice, tr("none"), choices.snapshots)
        _fill(self._language, tr("every language"), choices.languages, words=language_name)
        self._prompt.setPlainText(choices.system_prompt)
        self.name.setText(free_name(choices.snapshots))
        self.name.selectAll()
        self.name.setFocus()

    def _furnish(self) -> None:
        for variant, words in VARIANTS.items():
            self.variant.addItem(tr(words), variant)
        for source, words in (
            (None, tr("people and suggestions")),
            (LabelSource.HUMAN, tr("only labels found by people")),
            (LabelSource.SUGGESTED, tr("only accepted suggestions")),
        ):
            self._source.addItem(words, source)
        self.groups.setRange(1, _MOST_GROUPS)
        self.groups.setValue(3)
        self.groups.setPrefix(tr("groups: "))
        self._prompt.setFixedHeight(_PROMPT_HEIGHT)
        self._prompt.setTabChangesFocus(True)
        self._name_fields()
        rows = FactRows()
        rows.setContentsMargins(0, 0, 0, 0)
        for caption, field in self._fields():
            rows.add(caption, field)
        self.setLayout(rows)

    def _connect(self) -> None:
        for choice in (self._annotator, self._theme, self._language, self._source):
            choice.activated.connect(lambda _row: self.filter_changed.emit())
        self._gold.toggled.connect(lambda _on: self.filter_changed.emit())
        self.variant.currentIndexChanged.connect(lambda _row: self._show_groups())
        self._show_groups()

    def _name_fields(self) -> None:
        """Name every field for a screen reader."""
        for named, name in (
            (self.name, tr("Name")),
            (self._note, tr("Note")),
            (self._annotator, tr("Annotator")),
            (self._source, tr("Labels came")),
            (self._theme, tr("Theme")),
            (self._language, tr("Language")),
            (self._seed, tr("Seed")),
            (self._prompt, tr("System prompt")),
            (self.variant, tr("Labels in the prompt")),
            (self._parent_choice, tr("Parent")),
        ):
            named.setAccessibleName(name)

    def _fields(self) -> list[tuple[str, QWidget | QHBoxLayout]]:
        """Return the caption of each row and what stands beside it."""
        return [
            (tr("Name"), _beside(self.name)),
            (tr("Answers"), _beside(self._annotator, self._source)),
            (tr("Memos"), _beside(self._theme, self._language)),
            ("", self._gold),
            (tr("Split"), _beside(self._validation, self._test, QLabel(tr("Seed")), self._seed)),
            (tr("System prompt"), self._prompt),
            ("", _beside(self.variant, self.groups)),
            (tr("Parent"), _beside(self._parent_choice)),
            (tr("Note"), _beside(self._note)),
        ]

    def _show_groups(self) -> None:
        self.groups.setVisible(self.variant.currentData() == PromptVariant.GROUPS)


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
    box.setSuffix("%")
    box.setAccessibleName(prefix)
    return box


def _beside(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    for widget in widgets:
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
