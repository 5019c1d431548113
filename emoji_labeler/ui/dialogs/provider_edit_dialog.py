"""A provider by its address: which kind it is, what it is called, where it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import Preset, ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.provider_words import preset_name, three_parts
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.ui.widgets.form_fields import settle_captions
from emoji_labeler.wording import tr

_WIDTH = 520


@record
class WantedProvider:
    """What the person wrote; nothing of it has been checked."""

    preset_id: str
    name: str
    base_url: str
    allows_plain_http: bool


class ProviderEditDialog(QDialog):
    """Emits ``wanted`` and stays until it is told that all is well."""

    wanted = Signal(WantedProvider)

    def __init__(
        self, presets: Sequence[Preset], *, profile: ProviderProfile | None, parent: QWidget
    ) -> None:
        """Ask for a new provider, or for what is to be another in ``profile``."""
        super().__init__(parent)
        self.setWindowTitle(tr("Change the provider") if profile else tr("Add a provider"))
        self.setMinimumWidth(_WIDTH)
        self._kind = QComboBox(self)
        for preset in reversed(presets):
            self._kind.addItem(preset_name(preset), preset)
        self._name = _field(tr("Name"), parent=self)
        self._address = _field(tr("Address"), parent=self)
        self._address.setPlaceholderText("https://example.com/v1")
        self._plain = QCheckBox(tr("Allow http:// for this address, without encryption"), self)
        self._why_plain = _note(
            tr("Everybody on the way could read the key and the memos. This machine needs no yes."),
            parent=self,
        )
        self._error = _note("", parent=self)
        self._error.setProperty("tone", "bad")
        self._furnish()
        if profile is None:
            self._kind.currentIndexChanged.connect(self._suggest_address)
        else:
            self._show(profile)

    def complain(self, error: EmojiLabelerError) -> None:
        """Say why that cannot be."""
        self._error.setText(three_parts(error))
        self._error.show()

    def _furnish(self) -> None:
        self._kind.setAccessibleName(tr("Kind"))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        form.addRow(tr("Kind"), self._kind)
        form.addRow(tr("Name"), self._name)
        form.addRow(tr("Address"), self._address)
        settle_captions(form)
        form.addRow("", self._plain)
        form.addRow("", self._why_plain)
        buttons = decision_buttons(self)
        buttons.accepted.connect(self._ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._error)
        layout.addWidget(buttons)
        self._error.hide()
        self._address.textChanged.connect(self._ask_about_http)
        # What was wrong is being corrected: nobody should read on about it.
        for field in (self._name, self._address):
            field.textChanged.connect(self._error.hide)
        self._kind.currentIndexChanged.connect(self._error.hide)
        self._plain.toggled.connect(self._error.hide)
        self._ask_about_http("")
        self._name.setFocus()

    def _show(self, profile: ProviderProfile) -> None:
        self._kind.setCurrentText(preset_name(profile.preset))
        self._kind.setEnabled(False)
        self._name.setText(profile.name)
        self._address.setText(profile.base_url)
        self._plain.setChecked(profile.allows_plain_http)

    def _suggest_address(self) -> None:
        preset = self._kind.currentData()
        self._address.setText(preset.base_url)
        if not self._name.text():
            self._name.setPlaceholderText(preset.name)

    def _ask_about_http(self, address: str) -> None:
        """Offer to allow http:// only where that is what stands there."""
        is_plain = address.strip().lower().startswith("http:")
        self._plain.setVisible(is_plain)
        self._why_plain.setVisible(is_plain)

    def _ask(self) -> None:
        self._error.hide()
        self.wanted.emit(
            WantedProvider(
                preset_id=self._kind.currentData().id,
                name=self._name.text(),
                base_url=self._address.text(),
                allows_plain_http=not self._plain.isHidden() and self._plain.isChecked(),
            )
        )


def _field(name: str, *, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setAccessibleName(name)
    return field


def _note(text: str, *, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", "faint")
    return label
