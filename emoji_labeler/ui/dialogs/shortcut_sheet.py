"""Every key on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from emoji_labeler.ui.actions import PLAIN_KEYS, Actions
from emoji_labeler.ui.fonts import BODY_PX, font
from emoji_labeler.wording import tr

_COLUMNS = (("Search", "Answer"), ("Move", "View", "Project"))


class ShortcutSheet(QDialog):
    """The action table by sections, with the keys of the search box in front."""

    def __init__(self, actions: Actions, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sections: dict[str, list[tuple[str, str]]] = {"Search": []}
        sections["Search"] = [(tr(keys), tr(text)) for keys, text in PLAIN_KEYS]
        for row, action in actions:
            keys = " / ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            if keys:
                sections.setdefault(row.section, []).append((keys, tr(row.text).rstrip("…")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 24)
        layout.setSpacing(40)
        for names in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(18)
            for name in names:
                column.addLayout(_section(tr(name), sections[name]))
            column.addStretch()
            layout.addLayout(column)


def _section(title: str, lines: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(7)
    head = QLabel(title)
    head.setFont(font(BODY_PX + 3, weight=font().Weight.DemiBold))
    grid.addWidget(head, 0, 0, 1, 2)
    for number, (keys, text) in enumerate(lines, start=1):
        key_label, text_label = QLabel(keys), QLabel(text)
        key_label.setProperty("tone", "soft")
        grid.addWidget(key_label, number, 0)
        grid.addWidget(text_label, number, 1)
    grid.setColumnMinimumWidth(0, 150)
    grid.setColumnStretch(1, 1)
    return grid
