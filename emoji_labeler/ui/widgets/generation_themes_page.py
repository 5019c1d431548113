"""The themes of a generation run: to be read, changed, removed and added before memos are made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.generation import Theme
from emoji_labeler.ui.item_models.theme_item_model import ThemeItemModel
from emoji_labeler.wording import later, tr

_ROW = 34
_LANGUAGE_WIDTH = 120
_LANGUAGES = {"ja": later("Japanese"), "en": later("English")}


class GenerationThemesPage(QWidget):
    """A table whose cells can be written into, and a line for new themes below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ThemeItemModel(self)
        self._table = QTableView(self)
        self._table.setModel(self._model)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setAccessibleName(tr("Themes"))
        self._table.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        self._new = QLineEdit(self)
        self._new.setPlaceholderText(tr("Add a theme"))
        self._new.setAccessibleName(tr("Add a theme"))
        self._new.returnPressed.connect(self._add_written)
        self._language = QComboBox(self)
        self._language.setAccessibleName(tr("Language of the theme"))
        self._add = _button(tr("Add"), parent=self)
        self._add.clicked.connect(self._add_written)
        self._remove = _button(tr("Remove"), parent=self)
        self._remove.clicked.connect(self._remove_chosen)
        self._furnish()

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes as they are now."""
        return self._model.themes

    def begin(self, languages: Sequence[str]) -> None:
        """Begin with another run, whose themes are in these languages."""
        self._model.remove(range(self._model.rowCount()))
        self._language.clear()
        for language in languages:
            self._language.addItem(tr(_LANGUAGES.get(language, language)), language)
        self._language.setVisible(len(languages) > 1)
        self._table.setColumnHidden(1, len(languages) < 2)

    def show_themes(self, themes: Sequence[Theme]) -> None:
        """Show these themes."""
        self._model.show(themes)

    def fix(self, is_fixed: bool) -> None:  # noqa: FBT001 - it is the one question.
        """Let nobody change anything while themes are being made."""
        self._model.is_fixed = is_fixed
        for widget in (self._new, self._language, self._add, self._remove):
            widget.setEnabled(not is_fixed)

    def write_first(self) -> None:
        """Give the keyboard to the line for new themes."""
        self._new.setFocus()

    def _furnish(self) -> None:
        header = self._table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, _LANGUAGE_WIDTH)
        self._table.verticalHeader().setDefaultSectionSize(_ROW)
        self._table.verticalHeader().hide()
        delete = QShortcut("Del", self._table, context=Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove_chosen)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self._table)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._new, 1)
        line.addWidget(self._language)
        line.addWidget(self._add)
        line.addSpacing(16)
        line.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(frame, 1)
        layout.addLayout(line)

    def _add_written(self) -> None:
        text = " ".join(self._new.text().split())
        if not text:
            return
        row = self._model.add(Theme(text=text, language=self._language.currentData()))
        self._new.clear()
        self._new.setFocus()
        self._table.scrollTo(self._model.index(row, 0))

    def _remove_chosen(self) -> None:
        if not self._model.is_fixed:
            rows = self._table.selectionModel().selectedRows()
            self._model.remove([index.row() for index in rows])


def _button(text: str, *, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    return button
