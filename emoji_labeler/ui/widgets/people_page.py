"""Who takes part, in which colour and role."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.domain.annotator import COLOURS, Annotator
from emoji_labeler.ui.item_models.person_item_model import PersonItemModel
from emoji_labeler.ui.people_words import COLOUR_NAMES, ROLES
from emoji_labeler.ui.person_colours import person_icon
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.field_column import FieldColumn
from emoji_labeler.ui.widgets.form_fields import choice, form_note
from emoji_labeler.ui.widgets.text_table import TextTable
from emoji_labeler.wording import tr

_DISC = 18
_SIDE_WIDTH = 250


class PeoplePage(QWidget):
    """A table of people, and beside it what can be changed about the chosen one."""

    name_entered = Signal(str)
    colour_given = Signal(str, str)
    role_given = Signal(str, str)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PersonItemModel(theme=theme, parent=self)
        self.table = TextTable(self.people, name=tr("People"), stretched=0, parent=self)
        self._colour = choice(tr("Colour"), parent=self)
        self._role = choice(tr("Role"), parent=self)
        self._name = QLineEdit(self)
        self._add = QPushButton(tr("Add person"), self)
        self._chosen = ""
        for name in COLOURS:
            icon = person_icon(name, theme=theme, size=_DISC)
            self._colour.addItem(icon, tr(COLOUR_NAMES[name]), name)
        for role, text in ROLES.items():
            self._role.addItem(tr(text), role.value)
        self._furnish()
        self._connect()

    def show_people(self, people: Sequence[tuple[Annotator, int]]) -> None:
        """Show these people; who was chosen stays so."""
        chosen = self._chosen
        self.people.show(people)
        if people:
            self.table.selectRow(self.people.row_of(chosen))

    def choose(self, name: str) -> None:
        """Choose somebody, now or as soon as they are shown."""
        self._chosen = name
        if self.people.rowCount():
            self.table.selectRow(self.people.row_of(name))

    def _furnish(self) -> None:
        self.table.setSelectionMode(TextTable.SelectionMode.SingleSelection)
        self.table.setIconSize(QSize(_DISC, _DISC))
        self._name.setPlaceholderText(tr("A new name"))
        self._add.setAutoDefault(False)
        self._add.setEnabled(False)
        explanation = form_note("soft", parent=self)
        explanation.setContentsMargins(0, 4, 0, 0)
        explanation.setText(
            tr("Annotators answer; reviewers may answer too, and decide which answer counts.")
        )
        side = FieldColumn()
        side.add(tr("Colour"), self._colour)
        side.add(tr("Role"), self._role, explanation)
        side.addStretch()
        side.add(tr("Somebody else"), self._name)
        side.addWidget(self._add)
        column = QWidget(self)
        column.setFixedWidth(_SIDE_WIDTH)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(24)
        layout.addWidget(self.table, 1)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._colour.activated.connect(
            lambda: self.colour_given.emit(self._chosen, self._colour.currentData())
        )
        self._role.activated.connect(
            lambda: self.role_given.emit(self._chosen, self._role.currentData())
        )
        self._name.textChanged.connect(lambda text: self._add.setEnabled(bool(text.strip())))
        self._name.returnPressed.connect(self._enter)
        self._add.clicked.connect(self._enter)

    def _show_chosen(self) -> None:
        row = self.table.currentIndex().row()
        for field in (self._colour, self._role):
            field.setEnabled(row >= 0)
        if row < 0:
            return
        person = self.people.person_at(row)
        self._chosen = person.name
        with QSignalBlocker(self._colour), QSignalBlocker(self._role):
            self._colour.setCurrentIndex(self._colour.findData(person.colour))
            self._role.setCurrentIndex(self._role.findData(person.role.value))

    def _enter(self) -> None:
        name = self._name.text().strip()
        if name:
            self._name.clear()
            self._chosen = name
            self.name_entered.emit(name)
