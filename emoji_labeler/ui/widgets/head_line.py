"""The line above a screen: its title and the buttons that are needed most."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.action_button import ActionButton

_ICON = 16


class HeadLine(QWidget):
    """A title on the left, action buttons on the right."""

    def __init__(
        self,
        *,
        actions: Sequence[tuple[QAction, str]],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        """Build it from (action, icon) for each button."""
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._buttons: list[tuple[ActionButton, str]] = []
        self._title = QLabel(self)
        self._title.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title, 1)
        for action, icon in actions:
            layout.addWidget(self._button(action, icon=icon))
        theme.changed.connect(self._wear)
        self._wear()

    def show_title(self, text: str) -> None:
        """Name the screen."""
        self._title.setText(text)

    def _button(self, action: QAction, *, icon: str) -> ActionButton:
        button = ActionButton(action, indent="  ", parent=self)
        button.setIconSize(QSize(_ICON, _ICON))
        self._buttons.append((button, icon))
        return button

    def _wear(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(
                self._icons.icon(icon, colour=self._theme.tokens.text_soft, size=_ICON, scale=2.0)
            )
