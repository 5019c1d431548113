"""The words that this project has taught the search, to be seen and removed."""

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.assisting import AssistingService
from emoji_labeler.ui.item_models.learned_word_item_model import LearnedWordItemModel
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.wording import tr

_SIZE = (620, 520)


class WordsDialog(QDialog):
    """A filter over a table; Delete removes the selected words for good."""

    def __init__(self, service: AssistingService, *, pack: EmojiPack, parent: QWidget) -> None:
        super().__init__(parent)
        self._service = service
        self.setWindowTitle(tr("Words learned in this project"))
        self.resize(*_SIZE)
        self._words = LearnedWordItemModel(service.learned_words(), pack=pack, parent=self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._words)
        self._filtered.setFilterKeyColumn(-1)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._table = QTableView(self)
        self._table.setProperty("role", "box")
        self._table.setModel(self._filtered)
        self._table.setSortingEnabled(True)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.setAccessibleName(tr("Words learned in this project"))
        self._furnish()

    def _furnish(self) -> None:
        explanation = QLabel(
            tr(
                "These words find an emoji here because they were typed for it, or stand in memos"
                " that got it. What you remove will not come back."
            ),
            self,
        )
        explanation.setWordWrap(True)
        explanation.setProperty("tone", "soft")
        line = QLineEdit(self)
        line.setPlaceholderText(tr("Filter"))
        line.textChanged.connect(self._filtered.setFilterFixedString)
        remove = QPushButton(tr("Remove"), self)
        remove.setAutoDefault(False)
        remove.setShortcut("Del")
        remove.clicked.connect(self._remove)
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(remove)
        buttons.addStretch()
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(10)
        layout.addWidget(explanation)
        layout.addWidget(line)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)

    def _remove(self) -> None:
        chosen = self._table.selectionModel().selectedRows()
        rows = sorted((self._filtered.mapToSource(index).row() for index in chosen), reverse=True)
        for row in rows:
            self._service.forget(self._words.word_at(row))
            self._words.remove(row)
