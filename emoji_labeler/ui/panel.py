"""What the window needs to know of a screen."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.notice_bar import NoticeBar


class Panel(QWidget):
    """One screen of the window; it is built when somebody comes to it for the first time.

    A screen never knows another one: it asks the window to show a memo (``memo_wanted``) or to
    open another screen on something (``panel_wanted``, the panel's name and its subject).
    """

    commands_changed = Signal()
    memo_wanted = Signal(int)
    panel_wanted = Signal(str, object)

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notices = NoticeBar(theme=theme, parent=self)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Return what this screen does now for rows of the action table, by their names.

        A row that neither the screen nor the window does anything for is disabled. Emit
        ``commands_changed`` when the answer has changed.
        """
        return {}

    def come(self) -> None:
        """Show what is so now: the person has come to this screen."""

    def show_subject(self, subject: object) -> None:
        """Show what another screen sent the person here for."""

    def leave(self) -> None:
        """Keep what is not saved: the person goes elsewhere, or the window closes.

        Raise one of our errors where that fails; the window then stays here.
        """
