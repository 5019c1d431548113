"""The people of a project as rows."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.ui.item_models.table_item_model import AnyIndex, TableItemModel
from emoji_labeler.ui.people_words import ROLES
from emoji_labeler.ui.person_colours import person_icon
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import later, tr

_COLUMNS = (later("Name"), later("Role"), later("Answers so far"))
_DISC = 18
_ANSWERS = 2


class PersonItemModel(TableItemModel):
    """One row a person: the name beside a disc in their colour, the role, the answers."""

    def __init__(self, *, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__([tr(title) for title in _COLUMNS], figures=[_ANSWERS], parent=parent)
        self._theme = theme
        self._people: Sequence[tuple[Annotator, int]] = ()

    def show(self, people: Sequence[tuple[Annotator, int]]) -> None:
        """Show these people with their numbers of answers."""
        self.beginResetModel()
        self._people = people
        self.endResetModel()

    def person_at(self, row: int) -> Annotator:
        """Return the person of that row."""
        return self._people[row][0]

    def row_of(self, name: str) -> int:
        """Return the row of somebody, or the first where the name is unknown."""
        names = [person.name for person, _ in self._people]
        return names.index(name) if name in names else 0

    def size(self) -> int:
        """Return the number of rows."""
        return len(self._people)

    def data(
        self,
        index: AnyIndex,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> str | QIcon | Qt.AlignmentFlag | None:
        """Return the words of a cell, or the disc beside a name."""
        person, answers = self._people[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (person.name, tr(ROLES[person.role]), f"{answers:,}")[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return person_icon(person.colour, theme=self._theme, size=_DISC)
        return self.side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None
