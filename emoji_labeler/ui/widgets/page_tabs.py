"""A card with several pages and a tab for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class PageTabs(QFrame):
    """Shows one page at a time; what stands left of the tabs is the caller's."""

    turned = Signal(int)

    def __init__(
        self, pages: Sequence[tuple[str, QWidget]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._pages = QStackedWidget(self)
        self._tabs = QButtonGroup(self)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 12, 12, 0)
        self.head.setSpacing(4)
        for place, (title, page) in enumerate(pages):
            self._pages.addWidget(page)
            self.head.addWidget(self._tab(title, place=place))
        self.head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(4)
        layout.addLayout(self.head)
        layout.addWidget(self._pages, 1)
        self.turn_to(0)

    @property
    def page(self) -> int:
        """The page that is shown."""
        return self._pages.currentIndex()

    def turn_to(self, page: int) -> None:
        """Show another page."""
        self._tabs.button(page).setChecked(True)
        self._pages.setCurrentIndex(page)
        self.turned.emit(page)

    def _tab(self, title: str, *, place: int) -> QToolButton:
        tab = QToolButton(self)
        tab.setText(title)
        tab.setCheckable(True)
        tab.setProperty("role", "tab")
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.clicked.connect(lambda: self.turn_to(place))
        self._tabs.addButton(tab, place)
        return tab
