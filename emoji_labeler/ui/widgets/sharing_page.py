"""How many people answer each memo."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from emoji_labeler.domain.sharing import Sharing
from emoji_labeler.services.organising import SharingOutlook
from emoji_labeler.ui.people_words import sharing_sentence, shortage_sentence
from emoji_labeler.ui.widgets.field_column import note_line, say
from emoji_labeler.ui.widgets.form_fields import form_caption
from emoji_labeler.ui.widgets.number_box import NumberBox, RealNumberBox
from emoji_labeler.wording import tr

_MOST_PEOPLE = 99
_USUAL = Sharing(annotators_a_memo=2, share=0.1)
_FIELD_WIDTH = 120


class SharingPage(QWidget):
    """Three ways to share the memos, and in one sentence what the chosen one comes to."""

    outlook_wanted = Signal(Sharing)
    sharing_chosen = Signal(Sharing)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._everybody = QRadioButton(tr("Everybody answers every memo"), self)
        self._several = QRadioButton(tr("A number of people answer every memo"), self)
        self._share = QRadioButton(
            tr("A number of people answer a share of the memos, one person answers the others"),
            self,
        )
        self._people = NumberBox(self)
        self._percent = RealNumberBox(self)
        self._sentence = QLabel(self)
        self._shortage = note_line(self, tone="warning")
        self._apply = QPushButton(tr("Share the memos like this"), self)
        self._kept: Sharing | None = None
        self._furnish()
        self._connect()

    @property
    def sharing(self) -> Sharing:
        """What is chosen now."""
        if self._everybody.isChecked():
            return Sharing()
        share = self._percent.value() / 100 if self._share.isChecked() else 1.0
        return Sharing(annotators_a_memo=self._people.value(), share=share)

    def show_sharing(self, sharing: Sharing) -> None:
        """Show how the memos are shared; what the person is changing stays on the screen."""
        if self._kept is None or self.sharing == self._kept:
            self._fill(sharing)
        self._kept = sharing
        self._ask()

    def show_outlook(self, outlook: SharingOutlook) -> None:
        """Say what the chosen way comes to."""
        self._sentence.setText(sharing_sentence(self.sharing, outlook))
        say(self._shortage, shortage_sentence(self.sharing, outlook))

    def _fill(self, sharing: Sharing) -> None:
        usual = sharing if sharing.annotators_a_memo else _USUAL
        is_share = bool(sharing.annotators_a_memo) and sharing.share < 1
        chosen = self._share if is_share else self._several
        if not sharing.annotators_a_memo:
            chosen = self._everybody
        with QSignalBlocker(self._people), QSignalBlocker(self._percent):
            self._people.setValue(usual.annotators_a_memo)
            self._percent.setValue(100 * (usual.share if usual.share < 1 else _USUAL.share))
        chosen.setChecked(True)

    def _furnish(self) -> None:
        self._people.setRange(1, _MOST_PEOPLE)
        self._people.setValue(_USUAL.annotators_a_memo)
        self._people.setAccessibleName(tr("People a memo"))
        self._percent.setRange(0, 100)
        self._percent.setDecimals(1)
        self._percent.setSuffix("%")
        self._percent.setValue(100 * _USUAL.share)
        self._percent.setAccessibleName(tr("Share of the memos"))
        self._sentence.setWordWrap(True)
        self._apply.setProperty("role", "primary")
        self._apply.setAutoDefault(False)
        why = QLabel(
            tr(
                "How far people agree can be told from memos that several have answered. Chance"
                " decides once which memos those are, so they stay the same while work goes on;"
                " answers that are there already stay."
            ),
            self,
        )
        why.setWordWrap(True)
        why.setProperty("tone", "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(10)
        for widget in (why, self._everybody, self._several, self._share):
            layout.addWidget(widget)
        layout.addLayout(_row(tr("People a memo"), self._people))
        layout.addLayout(_row(tr("Share of the memos"), self._percent))
        layout.addSpacing(6)
        layout.addWidget(self._sentence)
        layout.addWidget(self._shortage)
        layout.addLayout(_left(self._apply))
        layout.addStretch()

    def _connect(self) -> None:
        for radio in (self._everybody, self._several, self._share):
            radio.toggled.connect(self._ask)
        self._people.valueChanged.connect(self._ask)
        self._percent.valueChanged.connect(self._ask)
        self._apply.clicked.connect(lambda: self.sharing_chosen.emit(self.sharing))
        self._everybody.setChecked(True)

    def _ask(self) -> None:
        self._people.setEnabled(not self._everybody.isChecked())
        self._percent.setEnabled(self._share.isChecked())
        self._apply.setEnabled(self._kept is not None and self.sharing != self._kept)
        self.outlook_wanted.emit(self.sharing)


def _row(caption: str, field: QWidget) -> QHBoxLayout:
    field.setFixedWidth(_FIELD_WIDTH)
    row = QHBoxLayout()
    row.setContentsMargins(26, 0, 0, 0)
    row.addWidget(form_caption(caption))
    row.addWidget(field)
    row.addStretch()
    return row


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch()
    return row
