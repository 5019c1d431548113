"""The categories of the pack in one line; the one in view is lit."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.wording import tr

_NAMES = {
    "smileys": "Smileys",
    "people": "People",
    "nature": "Nature",
    "food": "Food",
    "travel": "Travel",
    "activities": "Activities",
    "objects": "Objects",
    "symbols": "Symbols",
    "flags": "Flags",
}


class CategoryTabs(QWidget):
    """One button for each category; where the names do not fit, their pictures stand for them."""

    chosen = Signal(str)

    def __init__(self, groups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for name in groups:
            button = self._button(name)
            layout.addWidget(button)
            layout.addStretch()
        if groups:
            layout.takeAt(layout.count() - 1)

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

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name.
        """Take no more width than the window gives."""
        return QSize(0, super().minimumSizeHint().height())

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(tr(_NAMES.get(name, name)))
        button.setFont(font(SMALL_PX))
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(button)
        self._buttons[name] = button
        return button
