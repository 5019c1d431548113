"""The categories of the pack in one line; the one in view is lit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.wording import later, tr

_NAMES_AND_PICTURES = {
    "smileys": (later("Smileys"), "grinning-face"),
    "people": (later("People"), "person-raising-hand"),
    "nature": (later("Nature"), "dog-face"),
    "food": (later("Food"), "red-apple"),
    "travel": (later("Travel"), "airplane"),
    "activities": (later("Activities"), "soccer-ball"),
    "objects": (later("Objects"), "light-bulb"),
    "symbols": (later("Symbols"), "check-mark-button"),
    "flags": (later("Flags"), "chequered-flag"),
}
_ICON_SIDE = 20


class CategoryTabs(QWidget):
    """One button for each category: by name, or by a picture where the names do not fit."""

    chosen = Signal(str)

    def __init__(
        self, groups: Sequence[str], *, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._has_icons = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for name in groups:
            layout.addWidget(self._button(name))
            layout.addStretch()
        if groups:
            layout.takeAt(layout.count() - 1)
        self._width_of_names = sum(button.sizeHint().width() for button in self._buttons.values())

    def light(self, group: str) -> None:
        """Light the category in view; an empty string lights none."""
        button = self._buttons.get(group)
        if button is not None:
            button.setChecked(True)
            return
        lit = self._group.checkedButton()
        if lit is not None:
            self._group.setExclusive(False)
            lit.setChecked(False)
            self._group.setExclusive(True)

    def minimumSizeHint(self) -> QSize:
        """Take no more width than the window gives."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show names where they fit, else pictures."""
        super().resizeEvent(event)
        if self.isVisible():
            self._choose_names_or_pictures()

    def showEvent(self, event: QShowEvent) -> None:
        """Choose only now: on its way into the layout a widget has widths that nobody sees."""
        super().showEvent(event)
        self._choose_names_or_pictures()

    def _choose_names_or_pictures(self) -> None:
        has_room = self.width() >= self._width_of_names
        if not has_room:
            self._draw_icons()
        style = (
            Qt.ToolButtonStyle.ToolButtonTextOnly
            if has_room
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in self._buttons.values():
            button.setToolButtonStyle(style)

    def _draw_icons(self) -> None:
        """Give the buttons their pictures, once."""
        if self._has_icons:
            return
        self._has_icons = True
        firsts: dict[str, str] = {}
        for tile in self._pictures.pack.tiles:
            firsts.setdefault(tile.group, tile.label)
        for name, button in self._buttons.items():
            _, label = _NAMES_AND_PICTURES.get(name, (name, ""))
            # Another pack can have the category without the picture that stands for it here.
            label = label if label in self._pictures.pack else firsts[name]
            button.setIcon(self._pictures.icon(label, side=_ICON_SIDE, scale=2.0))

    def _button(self, name: str) -> QToolButton:
        text = tr(_NAMES_AND_PICTURES[name][0]) if name in _NAMES_AND_PICTURES else name
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setFont(font(SMALL_PX))
        button.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button
