"""The screens of one window, one shown at a time."""

from importlib import import_module
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.ui.actions import Actions
from emoji_labeler.ui.panel import Panel
from emoji_labeler.ui.panel_table import ROWS, PanelRow
from emoji_labeler.ui.window_parts import WindowParts


class PanelStack(QStackedWidget):
    """Builds a screen when it is wanted for the first time, and goes from one to another."""

    shown = Signal(str)
    commands_changed = Signal()
    memo_wanted = Signal(int)

    def __init__(
        self, parts: WindowParts, *, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._actions = actions
        self._built: dict[str, Panel] = {}

    @property
    def current(self) -> Panel:
        """The screen that is shown."""
        return cast("Panel", self.currentWidget())

    @property
    def current_name(self) -> str:
        """The name of the screen that is shown."""
        return next(name for name, panel in self._built.items() if panel is self.current)

    def panel(self, name: str) -> Panel:
        """Return the screen of that name, built now if it was not yet."""
        if name not in self._built:
            self._built[name] = self._add(next(row for row in ROWS if row.name == name))
        return self._built[name]

    def go_to(self, name: str, *, subject: object = None) -> None:
        """Show another screen, on ``subject`` if there is one; stay where the old one cannot save.

        The errors of leaving and of coming are shown on the screen where the person is then.
        """
        try:
            self.current.leave()
            panel = self.panel(name)
            self.setCurrentWidget(panel)
            self.shown.emit(name)
            self.commands_changed.emit()
            panel.come()
            if subject is not None:
                panel.show_subject(subject)
        except EmojiLabelerError as error:
            self.complain(error)

    def read_modules(self) -> None:
        """Import the modules of all screens, on a worker: coming to one then takes no reading."""
        for row in ROWS:
            import_module(row.module)

    def leave(self) -> None:
        """Have every screen keep what it has not saved."""
        for panel in self._built.values():
            panel.leave()

    def complain(self, error: EmojiLabelerError) -> None:
        """Show an error on the screen that is shown."""
        self.current.notices.complain(str(error))

    def _add(self, row: PanelRow) -> Panel:
        build = getattr(import_module(row.module), row.class_name)
        panel = cast("Panel", build(self._parts, actions=self._actions, parent=self))
        panel.commands_changed.connect(self._pass_on)
        panel.memo_wanted.connect(self.memo_wanted)
        panel.panel_wanted.connect(lambda name, subject: self.go_to(name, subject=subject))
        self.addWidget(panel)
        return panel

    def _pass_on(self) -> None:
        """Tell the window what the shown screen can do now; the others have no say."""
        if self.currentWidget() is self.sender():
            self.commands_changed.emit()
