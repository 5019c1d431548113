"""Who is labelling."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.person_colours import person_icon, spoken_person
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.decision_buttons import decision_buttons
from emoji_labeler.wording import tr

_DISC = 18
_ROW = 34
_FRAME = 10
_MOST_SEEN = 8
_NUMBERED = 9


class AnnotatorDialog(QDialog):
    """People with their numbers: a digit or Enter chooses one; a new name is written below."""

    name_chosen = Signal(str)

    def __init__(
        self, people: Sequence[Annotator], *, current: str, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Who is labelling?"))
        self._people = QListWidget(self)
        self._people.setProperty("role", "box")
        self._people.setAccessibleName(tr("People"))
        self._people.setIconSize(QSize(_DISC, _DISC))
        for number, person in enumerate(people, start=1):
            item = QListWidgetItem(
                person_icon(person.colour, theme=theme, size=_DISC), _line(number, person)
            )
            item.setData(Qt.ItemDataRole.UserRole, person.name)
            item.setSizeHint(QSize(0, _ROW))
            self._people.addItem(item)
            if person.name == current:
                self._people.setCurrentItem(item)
        self._people.setMinimumWidth(340)
        self._people.setFixedHeight(min(max(len(people), 1), _MOST_SEEN) * _ROW + _FRAME)
        self._people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._people.itemActivated.connect(lambda _item: self.accept())
        self._new = QLineEdit(self)
        self._new.setPlaceholderText(tr("A new name"))
        self._new.setAccessibleName(tr("A new name"))
        explanation = QLabel(
            tr("Everybody has answers of their own. Press a number, or write a new name."), self
        )
        explanation.setWordWrap(True)
        explanation.setProperty("tone", "soft")
        buttons = decision_buttons(self)
        buttons.accepted.connect(self.accept)
        self.accepted.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(12)
        layout.addWidget(explanation)
        layout.addWidget(self._people)
        layout.addWidget(self._new)
        layout.addWidget(buttons)
        self._number_keys()
        self._people.setFocus()

    def _number_keys(self) -> None:
        """Choose somebody by their number, unless a name is being written."""
        for row in range(min(self._people.count(), _NUMBERED)):
            shortcut = QShortcut(QKeySequence(str(row + 1)), self._people)
            # By itself the list would take a digit for the beginning of a line to look for.
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._choose_row, row))

    def _choose_row(self, row: int) -> None:
        self._people.setCurrentRow(row)
        self.accept()

    def _choose(self) -> None:
        # Nobody is chosen where the project knows nobody.
        item: QListWidgetItem | None = self._people.currentItem()
        chosen: str = "" if item is None else item.data(Qt.ItemDataRole.UserRole)
        name = self._new.text().strip() or chosen
        if name:
            self.name_chosen.emit(name)


def _line(number: int, person: Annotator) -> str:
    """Return number, name and role in one line."""
    mark = f"{number}   " if number <= _NUMBERED else "     "
    return mark + spoken_person(person)
