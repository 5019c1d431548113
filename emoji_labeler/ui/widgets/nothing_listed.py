"""What stands in place of a table of memos while it would be empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.wording import tr


class NothingListed(QWidget):
    """Says why there is nothing, and has a button for what can be done about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self._advice = QLabel(self)
        self._advice.setProperty("tone", "soft")
        self._advice.setWordWrap(True)
        self.import_wanted = QPushButton(tr("Import memos…"), self)
        self.import_wanted.setProperty("role", "primary")
        self.clear_wanted = QPushButton(tr("Show all memos"), self)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.import_wanted)
        buttons.addWidget(self.clear_wanted)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.setSpacing(12)
        layout.addStretch()
        for label in (self._title, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addLayout(buttons)
        layout.addStretch()
        self.say(is_filtered=False)

    def say(self, *, is_filtered: bool) -> None:
        """Say that the project is empty, or that the filter lets nothing through."""
        self.import_wanted.setVisible(not is_filtered)
        self.clear_wanted.setVisible(is_filtered)
        self._title.setText(tr("No memo fits") if is_filtered else tr("No memos yet"))
        self._advice.setText(
            tr("Try other words, or let more through.")
            if is_filtered
            else tr("Bring them in from a file: text, CSV, JSONL, Label Studio or doccano.")
        )
