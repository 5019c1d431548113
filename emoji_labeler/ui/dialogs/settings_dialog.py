"""The settings a person sees."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.settings.table import Setting
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.widgets.form_fields import settle_captions
from emoji_labeler.ui.widgets.number_box import NumberBox
from emoji_labeler.wording import later, tr

_CHOICES = {
    "system": later("As the system"),
    "light": later("Light"),
    "dark": later("Dark"),
    "off": later("Off"),
    "before": later("Shown with the memo"),
    "after": later("Shown after the pick"),
}
_LANGUAGES = {"en": "English", "ja": "日本語"}
"""Each in its own words, so that nobody has to read a foreign one to find the way home."""


class SettingsDialog(QDialog):
    """Each change is in force and kept at once."""

    appearance_changed = Signal(str)
    picture_side_changed = Signal(int)
    pack_wanted = Signal()
    suggestions_changed = Signal()
    providers_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, settings: SettingsFile, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        appearance = self._choice(table.APPEARANCE)
        appearance.currentIndexChanged.connect(
            lambda: self.appearance_changed.emit(settings.get(table.APPEARANCE))
        )
        form.addRow(tr("Appearance"), appearance)
        form.addRow(tr("Language"), self._choice(table.LANGUAGE))
        note = QLabel(tr("The language changes when the program starts again."), self)
        note.setProperty("tone", "faint")
        form.addRow("", note)
        form.addRow(tr("Size of the pictures"), self._picture_side())
        suggestions = self._choice(table.SUGGESTIONS)
        suggestions.currentIndexChanged.connect(self.suggestions_changed)
        form.addRow(tr("Suggestions"), suggestions)
        form.addRow(tr("Memos without suggestions"), self._withheld())
        why = QLabel(
            tr("Left to chance, so that the influence of suggestions can be measured."), self
        )
        why.setProperty("tone", "faint")
        form.addRow("", why)
        pack = QPushButton(tr("Open another pack…"), self)
        pack.clicked.connect(self._ask_for_pack)
        form.addRow(tr("Emoji pack"), pack)
        providers = QPushButton(tr("Providers and keys…"), self)
        providers.clicked.connect(self._ask_for_providers)
        form.addRow(tr("Providers"), providers)
        people = QPushButton(tr("People and rules…"), self)
        people.clicked.connect(self._ask_for_people)
        form.addRow(tr("People"), people)
        hints = QPushButton(tr("Show the hints again"), self)
        hints.clicked.connect(lambda: settings.put(table.HINTS_DONE, []))
        form.addRow(tr("Hints"), hints)
        settle_captions(form)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(18)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _choice(self, setting: Setting[str]) -> QComboBox:
        box = QComboBox(self)
        for choice in setting.choices:
            box.addItem(_LANGUAGES.get(choice) or tr(_CHOICES[choice]), choice)
        box.setCurrentIndex(setting.choices.index(self._settings.get(setting)))
        box.currentIndexChanged.connect(lambda: self._settings.put(setting, str(box.currentData())))
        return box

    def _withheld(self) -> NumberBox:
        box = NumberBox(self)
        box.setRange(table.WITHHELD_PERCENT.least, table.WITHHELD_PERCENT.most)
        box.setSuffix("%")
        box.setValue(self._settings.get(table.WITHHELD_PERCENT))
        box.valueChanged.connect(
            lambda percent: self._settings.put(table.WITHHELD_PERCENT, percent)
        )
        return box

    def _picture_side(self) -> NumberBox:
        box = NumberBox(self)
        box.setRange(table.PICTURE_SIDE.least, table.PICTURE_SIDE.most)
        box.setSingleStep(8)
        box.setSuffix(" px")
        box.setValue(self._settings.get(table.PICTURE_SIDE))
        box.valueChanged.connect(lambda side: self._settings.put(table.PICTURE_SIDE, side))
        box.valueChanged.connect(self.picture_side_changed)
        return box

    def _ask_for_providers(self) -> None:
        self.accept()
        self.providers_wanted.emit()

    def _ask_for_people(self) -> None:
        self.accept()
        self.people_wanted.emit()

    def _ask_for_pack(self) -> None:
        self.accept()
        self.pack_wanted.emit()
