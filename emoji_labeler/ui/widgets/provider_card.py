"""One provider: who it is, what it can do, its key, and whether it answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import ConnectionReport, KeyPlace, ProviderProfile
from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.item_models.line_item_model import LineItemModel
from emoji_labeler.ui.measures import CARD_MARGIN
from emoji_labeler.ui.provider_words import (
    answer_words,
    key_words,
    provider_name,
    three_parts,
    training_words,
)
from emoji_labeler.ui.widgets.fact_rows import FactRows
from emoji_labeler.wording import BETWEEN, sentences, tr, tr_count

_MODELS_HEIGHT = 96


class ProviderCard(QFrame):
    """Shows what it is told; a key that is typed leaves by ``key_given`` and is not kept here."""

    key_given = Signal(str)
    key_forgotten = Signal()
    test_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._profile: ProviderProfile | None = None
        self._is_testing = False
        self._name = _line(self)
        self._name.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self._address = _line(self, tone="soft")
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._warning = _line(self, tone="warning")
        self._training = _line(self)
        self._answers = _line(self)
        self._lacking = _line(self)
        self._facts = _line(self)
        self._key_place = _line(self)
        self._key = QLineEdit(self)
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._key.setPlaceholderText(tr("Enter a key"))
        self._key.setAccessibleName(tr("Key"))
        self._key.returnPressed.connect(self._give_key)
        self._keep = _button(tr("Keep key"), parent=self)
        self._keep.clicked.connect(self._give_key)
        self._forget = _button(tr("Forget key"), parent=self)
        self._forget.clicked.connect(self.key_forgotten)
        self._test = _button(tr("Test connection"), parent=self)
        self._test.clicked.connect(self._ask_for_test)
        self._found = _line(self)
        self._rows = FactRows()
        self._models = LineItemModel(self)
        self._models_view = QListView(self)
        self._furnish()

    def show_provider(self, profile: ProviderProfile) -> None:
        """Show another provider, without anything of the former one."""
        self._profile = profile
        self._name.setText(provider_name(profile))
        self._address.setText(profile.base_url or tr("started when it is needed"))
        ends = profile.preset.training_ends
        self._warning.setText(tr("Fine-tuning ends there on {date}.", date=ends) if ends else "")
        self._warning.setVisible(bool(ends))
        training, no_training = training_words(profile.capabilities)
        answers, no_answers = answer_words(profile.capabilities)
        self._rows.show(self._training, training)
        self._rows.show(self._answers, answers)
        self._rows.show(self._lacking, BETWEEN.join(filter(None, (no_training, no_answers))))
        self._rows.show(self._facts, _facts(profile))
        self._key.clear()
        self._key_place.setText(tr("Looking for its key…"))
        for widget in (self._key, self._keep, self._forget):
            widget.setVisible(not profile.is_this_machine)
        self.clear_result()

    def show_key(self, place: KeyPlace, *, has_keyring: bool) -> None:
        """Say where the key is."""
        if self._profile is None:
            return
        self._key_place.setText(key_words(self._profile, place, has_keyring=has_keyring))
        self._forget.setEnabled(place in {KeyPlace.KEYRING, KeyPlace.SESSION})

    def show_testing(self) -> None:
        """Say that the connection is being tested; the button stops that."""
        self._is_testing = True
        self._test.setText(tr("Stop"))
        self._say(tr("Testing the connection…"), tone="soft")

    def show_report(self, report: ConnectionReport) -> None:
        """Say what the test of the connection found."""
        self.clear_result()
        lines = [
            f"✓  {one.what}" if one.works else f"✗  {one.what}: {one.why}"
            for one in report.findings
        ]
        if report.models:
            count = len(report.models)
            lines[0] += BETWEEN + tr_count("{count} model", "{count} models", count=count)
            lines[0] += BETWEEN + tr("{time} ms", time=f"{report.latency_ms:,}")
        self._say("\n".join(lines), tone="good" if report.works else "bad")
        self._models.show(report.models)
        self._models_view.setVisible(bool(report.models))

    def complain(self, error: EmojiLabelerError) -> None:
        """Say what went wrong, in three parts."""
        self.clear_result()
        self._say(three_parts(error), tone="bad")

    def clear_result(self) -> None:
        """Say nothing about the connection."""
        self._is_testing = False
        self._test.setText(tr("Test connection"))
        self._found.hide()
        self._models_view.hide()

    def _furnish(self) -> None:
        self._models_view.setModel(self._models)
        self._models_view.setUniformItemSizes(True)
        self._models_view.setMaximumHeight(_MODELS_HEIGHT)
        self._models_view.setAccessibleName(tr("Models that the server lists"))
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self._key, 1)
        keys.addWidget(self._keep)
        keys.addWidget(self._forget)
        test = QHBoxLayout()
        test.addWidget(self._test)
        test.addStretch()
        self._rows.add(tr("Fine-tuning"), self._training)
        self._rows.add(tr("Models"), self._answers)
        self._rows.add(tr("Not offered"), self._lacking)
        self._rows.add(tr("Facts"), self._facts)
        self._rows.add(tr("Key"), self._key_place)
        self._rows.add("", keys)
        self._rows.add(tr("Connection"), test)
        self._rows.add("", self._found)
        self._rows.add("", self._models_view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(CARD_MARGIN, 16, CARD_MARGIN, 16)
        layout.setSpacing(6)
        for widget in (self._name, self._address, self._warning):
            layout.addWidget(widget)
        layout.addSpacing(10)
        layout.addLayout(self._rows)
        layout.addStretch()

    def _give_key(self) -> None:
        text = self._key.text()
        self._key.clear()
        if text:
            self.key_given.emit(text)

    def _ask_for_test(self) -> None:
        if self._is_testing:
            self.stop_wanted.emit()
        else:
            self.test_wanted.emit()

    def _say(self, text: str, *, tone: str) -> None:
        self._found.setText(text)
        self._found.setProperty("tone", tone)
        self._found.style().polish(self._found)
        self._found.show()


def _facts(profile: ProviderProfile) -> str:
    preset = profile.preset
    said = []
    if preset.capabilities.needs_deployment:
        said.append(tr("A trained model answers once you have deployed it in its console."))
    if preset.facts_date:
        said.append(
            tr("As of {date}, from {source}.", date=preset.facts_date, source=preset.facts_source)
        )
    return sentences(*said)


def _line(parent: QWidget, *, tone: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    return label


def _button(text: str, *, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button
