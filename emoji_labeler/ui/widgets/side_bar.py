"""The left edge of the window: the project, the screens, the person, the settings."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.ui.fonts import BODY_PX, HEADING_PX, SMALL_PX, font
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.person_colours import person_icon, spoken_person
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.elided_label import ElidedLabel

_WIDTH = 184
_ICON = 18
_MARK_SIDE = 28


class SideBar(QWidget):
    """Buttons for the screens above, buttons for actions below."""

    panel_chosen = Signal(str)

    def __init__(
        self,
        *,
        panels: Sequence[tuple[str, str, str]],
        actions: Sequence[tuple[QAction, str]],
        mark: Callable[[int], QPixmap],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        """Build it from (name, text, icon) for each panel and (action, icon) for each action.

        ``mark`` returns the program's mark in a size.
        """
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        self._theme = theme
        self._icons = icons
        self._buttons: list[tuple[QToolButton, str]] = []
        self._person = ("", "")
        self._group = QButtonGroup(self)
        self._project = ElidedLabel(self)
        self._project.setFont(font(SMALL_PX))
        self._project.setProperty("tone", "soft")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 18, 12, 14)
        self._layout.setSpacing(4)
        self._add_head(mark(_MARK_SIDE))
        for name, text, icon in panels:
            self._add_panel(name, text=text, icon=icon)
        self._layout.addStretch()
        for action, icon in actions:
            self._add_action(action, icon=icon)
        theme.changed.connect(self._wear)
        self._wear()

    def show_project(self, name: str) -> None:
        """Say which project is open."""
        self._project.setText(name)

    def show_person(self, person: Annotator, *, action: QAction) -> None:
        """Show who is labelling in place of the action's words, with a disc in their colour."""
        action.setText(spoken_person(person))
        self._person = action.objectName(), person.colour
        for button, icon in self._buttons:
            if button.objectName() == action.objectName():
                self._dress(button, icon=icon)

    def light(self, panel: str) -> None:
        """Light the button of the screen that is shown."""
        for button in self._group.buttons():
            button.setChecked(button.objectName() == panel)

    def _add_head(self, drawn: QPixmap) -> None:
        name = ElidedLabel(self)
        name.setText("Emoji Labeler")
        name.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(self._project)
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 12)
        head.setSpacing(10)
        mark = QLabel(self)
        mark.setPixmap(drawn)
        head.addWidget(mark)
        head.addLayout(words, 1)
        self._layout.addLayout(head)

    def _add_panel(self, name: str, *, text: str, icon: str) -> None:
        button = self._button(text, icon=icon)
        button.setObjectName(name)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.panel_chosen.emit(name))
        self._group.addButton(button)

    def _add_action(self, action: QAction, *, icon: str) -> None:
        button = self._button(action.text(), icon=icon)
        button.setObjectName(action.objectName())
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setText(_shown(action.text())))

    def _button(self, text: str, *, icon: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(_shown(text))
        button.setFont(font(BODY_PX + 1))
        button.setProperty("role", "nav")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        self._layout.addWidget(button)
        self._buttons.append((button, icon))
        return button

    def _wear(self) -> None:
        for button, icon in self._buttons:
            self._dress(button, icon=icon)

    def _dress(self, button: QToolButton, *, icon: str) -> None:
        """Give a button its icon in the colours of the theme, or the disc of the person."""
        action, colour = self._person
        button.setIcon(
            person_icon(colour, theme=self._theme, size=_ICON)
            if action and button.objectName() == action
            else self._icons.icon(icon, colour=self._theme.tokens.text_soft, size=_ICON, scale=2.0)
        )


def _shown(text: str) -> str:
    """Return a button's text apart from its icon; a name may hold an ampersand."""
    return "  " + text.rstrip("…").replace("&", "&&")
