"""Every key on one sheet."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emoji_labeler.ui.actions import PLAIN_KEYS, Actions
from emoji_labeler.ui.fonts import HEADING_PX, font
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.wording import tr

_KEYS_WIDTH = 124
_COLUMNS = 3
_HEAD_LINES = 2


class ShortcutSheet(QDialog):
    """The action table by sections, with the keys of the search box in front."""

    def __init__(self, actions: Actions, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "sheet")
        sections: dict[str, list[tuple[str, str]]] = {"Search": []}
        sections["Search"] = [(tr(keys), tr(text)) for keys, text in PLAIN_KEYS]
        for row, action in actions:
            keys = " / ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            if keys:
                sections.setdefault(row.section, []).append((keys, tr(row.text).rstrip("…")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(36)
        for column_sections in _columns(sections):
            column = QVBoxLayout()
            column.setSpacing(18)
            for name in column_sections:
                column.addLayout(_section(tr(name), sections[name]))
            column.addStretch()
            layout.addLayout(column)


def _columns(sections: Mapping[str, Sequence[object]]) -> list[list[str]]:
    """Share the sections out, in their order, among columns of about the same height."""
    heights = {name: len(lines) + _HEAD_LINES for name, lines in sections.items()}
    share = sum(heights.values()) / _COLUMNS
    columns: list[list[str]] = [[] for _ in range(_COLUMNS)]
    above = 0.0
    for name, height in heights.items():
        columns[min(int((above + height / 2) / share), _COLUMNS - 1)].append(name)
        above += height
    return columns


def _section(title: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(7)
    head = QLabel(title)
    head.setFont(font(HEADING_PX, weight=font().Weight.DemiBold))
    grid.addWidget(head, 0, 0, 1, 2)
    for number, (keys, text) in enumerate(lines, start=1):
        key_label, text_label = QLabel(keys), QLabel(text)
        key_label.setProperty("tone", "soft")
        grid.addWidget(key_label, number, 0)
        grid.addWidget(text_label, number, 1)
    grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
    grid.setColumnStretch(1, 1)
    return grid
