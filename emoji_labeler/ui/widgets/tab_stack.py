"""A few pages in one place, and a line of tabs above them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

_TURNING_KEYS = (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1))


class TabStack(QWidget):
    """Shows one page at a time; the tab of a page may be taken away for a while.

    Ctrl+Tab goes to the next page and Ctrl+Shift+Tab to the one before.
    """

    page_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, tuple[QToolButton, QWidget]] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget(self)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._line)
        layout.addWidget(self._stack, 1)
        for keys, by in _TURNING_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._turn, by))

    @property
    def current(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, (button, _) in self._pages.items() if button.isChecked())

    def add(self, name: str, text: str, page: QWidget) -> None:
        """Add a page behind the others; the first one is shown."""
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("role", "tab")
        button.clicked.connect(lambda: self.show_page(name))
        self._group.addButton(button)
        self._line.insertWidget(self._line.count() - 1, button)
        self._stack.addWidget(page)
        self._pages[name] = (button, page)
        if len(self._pages) == 1:
            self.show_page(name)

    def add_corner(self, widget: QWidget) -> None:
        """Add something at the end of the line of tabs."""
        self._line.addWidget(widget)

    def show_page(self, name: str) -> None:
        """Show a page."""
        button, page = self._pages[name]
        button.setChecked(True)
        self._stack.setCurrentWidget(page)
        self.page_changed.emit(name)

    def offer(self, name: str, *, is_there: bool) -> None:
        """Offer a page or take it away; the first one takes its place."""
        button, _ = self._pages[name]
        button.setVisible(is_there)
        if not is_there and button.isChecked():
            self.show_page(next(iter(self._pages)))

    def _turn(self, by: int) -> None:
        """Go to a page beside this one; the keyboard goes along, to its tab."""
        offered = [name for name, (button, _) in self._pages.items() if not button.isHidden()]
        name = offered[(offered.index(self.current) + by) % len(offered)]
        self.show_page(name)
        self._pages[name][0].setFocus(Qt.FocusReason.TabFocusReason)
