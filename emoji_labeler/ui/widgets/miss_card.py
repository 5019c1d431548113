"""The searches that found nothing, to be dismissed one by one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.insight import SearchMiss
from emoji_labeler.ui.fonts import HEADING_PX, SMALL_PX, font
from emoji_labeler.ui.item_models.search_miss_item_model import SearchMissItemModel
from emoji_labeler.wording import tr


class MissCard(QFrame):
    """A list with two buttons: ``dismissed`` says which query nobody needs to see any more."""

    dismissed = Signal(str)
    words_wanted = Signal()
    wanted_height = 300

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._misses = SearchMissItemModel(self)
        self._list = QListView(self)
        self._list.setModel(self._misses)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(tr("Searches that found nothing"))
        self._nothing = QLabel(tr("Every search found something."), self)
        self._nothing.setProperty("tone", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._dismiss = QPushButton(tr("Dismiss"), self)
        self._dismiss.setShortcut("Del")
        self._words = QPushButton(tr("Words learned here…"), self)
        self._furnish()
        self._dismiss.clicked.connect(self._dismiss_chosen)
        self._words.clicked.connect(self.words_wanted)
        self._list.selectionModel().currentChanged.connect(self._say_what_can_be_done)
        self.show_misses(())

    def show_misses(self, misses: Sequence[SearchMiss]) -> None:
        """Show these in place of the former ones."""
        self._misses.show(misses)
        self._say_what_can_be_done()

    def remove(self, query: str) -> None:
        """Take a query out: it has been dismissed."""
        row = self._list.currentIndex().row()
        self._misses.remove(query)
        self._list.setCurrentIndex(self._misses.index(min(row, self._misses.rowCount() - 1)))
        self._say_what_can_be_done()

    def _furnish(self) -> None:
        title = QLabel(tr("Searches that found nothing"), self)
        title.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        why = QLabel(
            tr("Take an emoji with such a word in the search box: from then on the word finds it."),
            self,
        )
        why.setFont(font(SMALL_PX))
        why.setProperty("tone", "soft")
        why.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._dismiss)
        buttons.addStretch()
        buttons.addWidget(self._words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(why)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._nothing, 1)
        layout.addLayout(buttons)

    def _dismiss_chosen(self) -> None:
        chosen = self._list.currentIndex()
        if chosen.isValid():
            self.dismissed.emit(self._misses.query_at(chosen.row()))

    def _say_what_can_be_done(self) -> None:
        has_some = self._misses.rowCount() > 0
        self._list.setVisible(has_some)
        self._nothing.setVisible(not has_some)
        self._dismiss.setEnabled(has_some and self._list.currentIndex().isValid())
