"""Which label counts, and what a reviewer should look at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.gold import GoldRules
from emoji_labeler.domain.review import ReviewRules
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.widgets.form_fields import form_note
from emoji_labeler.ui.widgets.number_box import RealNumberBox
from emoji_labeler.wording import later, tr

_PER_CENT = 100
_MS = 1000
_LONGEST_S = 60
_FIELD_WIDTH = 112
_CAPTION_WIDTH = 310
_GOLD = {
    "reviewed": later("What a reviewer has decided counts before everything else"),
    "agreed": later("A label counts when all who answered a memo agree"),
    "single": later("A label counts when only one person has answered"),
}
_SEEN = {
    "commits_first": later("Reviewers choose a label before they see what others chose"),
    "hides_names": later("Reviewers do not see who gave which answer"),
}


class RulesPage(QWidget):
    """A tick for each gold rule, a number for each threshold; nothing is in force before Apply."""

    rules_changed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gold = {name: QCheckBox(tr(text), self) for name, text in _GOLD.items()}
        self.seen = {name: QCheckBox(tr(text), self) for name, text in _SEEN.items()}
        self.low_confidence = self._number(
            tr("A model is unsure below a confidence of"), suffix="%"
        )
        self.fast = self._number(
            tr("An answer is suspiciously fast in less than"), suffix=tr(" s"), most=_LONGEST_S
        )
        self.sample = self._number(tr("Share of the other memos, drawn by chance"), suffix="%")
        self._apply = QPushButton(tr("Apply"), self)
        self._usual = QPushButton(tr("Back to the usual rules"), self)
        self._shown: tuple[GoldRules, ReviewRules] | None = None
        self._furnish()
        self._connect()

    @property
    def rules(self) -> tuple[GoldRules, ReviewRules]:
        """What is set on the screen now."""
        return (
            GoldRules(**{name: box.isChecked() for name, box in self.gold.items()}),
            ReviewRules(
                fast_ms=round(_MS * self.fast.value()),
                low_confidence=round(self.low_confidence.value() / _PER_CENT, 4),
                sample_share=round(self.sample.value() / _PER_CENT, 4),
                **{name: box.isChecked() for name, box in self.seen.items()},
            ),
        )

    def show_rules(self, gold: GoldRules, review: ReviewRules) -> None:
        """Show what is in force; what the person is changing stays on the screen."""
        if self._shown is None or self.rules == self._shown:
            self._fill(gold, review)
            self._shown = self.rules
        self._look_at_change()

    def applied(self) -> None:
        """Take what is on the screen for what is in force."""
        self._shown = self.rules
        self._look_at_change()

    def _fill(self, gold: GoldRules, review: ReviewRules) -> None:
        for name, box in self.gold.items():
            box.setChecked(getattr(gold, name))
        for name, box in self.seen.items():
            box.setChecked(getattr(review, name))
        self.fast.setValue(review.fast_ms / _MS)
        self.low_confidence.setValue(review.low_confidence * _PER_CENT)
        self.sample.setValue(review.sample_share * _PER_CENT)

    def _number(self, name: str, *, suffix: str, most: int = _PER_CENT) -> RealNumberBox:
        box = RealNumberBox(self)
        box.setRange(0, most)
        box.setDecimals(1)
        box.setSuffix(suffix)
        box.setFixedWidth(_FIELD_WIDTH)
        box.setAccessibleName(name)
        return box

    def _furnish(self) -> None:
        usual = ReviewRules()
        thresholds = (
            (self.low_confidence, f"{usual.low_confidence:.0%}"),
            (self.fast, tr("{seconds} s", seconds=f"{usual.fast_ms / _MS:g}")),
            (self.sample, f"{usual.sample_share:.0%}"),
        )
        note = form_note("soft", parent=self)
        note.setText(
            tr(
                "When rules change, what counts is worked out anew for every memo. In a large"
                " project that takes a while and can be stopped. Snapshots stay as they are."
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(9)
        layout.addWidget(self._title(tr("Which label counts")))
        for box in self.gold.values():
            layout.addWidget(box)
        layout.addSpacing(10)
        layout.addWidget(self._title(tr("What a reviewer should look at")))
        for field, value in thresholds:
            layout.addLayout(self._row(field, usual=value))
        layout.addSpacing(10)
        layout.addWidget(self._title(tr("What a reviewer sees")))
        for box in self.seen.values():
            layout.addWidget(box)
        layout.addStretch()
        layout.addWidget(note)
        buttons = QHBoxLayout()
        for button in (self._apply, self._usual):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch()
        layout.addLayout(buttons)
        self._apply.setProperty("role", "primary")

    def _title(self, text: str) -> QLabel:
        title = QLabel(text, self)
        title.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        return title

    def _row(self, field: RealNumberBox, *, usual: str) -> QHBoxLayout:
        caption = QLabel(field.accessibleName(), self)
        caption.setFixedWidth(_CAPTION_WIDTH)
        caption.setBuddy(field)
        remark = QLabel(tr("usually {value}", value=usual), self)
        remark.setProperty("tone", "faint")
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (caption, field, remark):
            row.addWidget(widget)
        row.addStretch()
        return row

    def _connect(self) -> None:
        for box in (*self.gold.values(), *self.seen.values()):
            box.toggled.connect(self._look_at_change)
        for number in (self.fast, self.low_confidence, self.sample):
            number.valueChanged.connect(self._look_at_change)
        self._usual.clicked.connect(lambda: self._fill(GoldRules(), ReviewRules()))
        self._apply.clicked.connect(self._say_changed)

    def _look_at_change(self) -> None:
        self._apply.setEnabled(self._shown is not None and self.rules != self._shown)
        self._usual.setEnabled(self.rules != (GoldRules(), ReviewRules()))

    def _say_changed(self) -> None:
        if self._shown is not None:
            pairs = zip(self.rules, self._shown, strict=True)
            self.rules_changed.emit([now for now, before in pairs if now != before])
