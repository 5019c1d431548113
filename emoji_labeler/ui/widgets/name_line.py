"""The line under the grid: what an emoji is called, and why it was found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.ui.fonts import BODY_PX, SMALL_PX, font
from emoji_labeler.ui.widgets.elided_label import ElidedLabel


class NameLine(QHBoxLayout):
    """Both names on the left, the reason or the label on the right."""

    def __init__(self, parent: QWidget) -> None:
        """Place the line's labels on ``parent``."""
        super().__init__()
        self._name = ElidedLabel(parent)
        self._name.setFont(font(BODY_PX, weight=font().Weight.DemiBold))
        self._other_name = ElidedLabel(parent)
        self._other_name.setProperty("tone", "soft")
        self._reason = ElidedLabel(parent)
        self._reason.setFont(font(SMALL_PX))
        self._reason.setProperty("tone", "faint")
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContentsMargins(4, 0, 4, 0)
        self.setSpacing(10)
        self.addWidget(self._name)
        self.addWidget(self._other_name)
        self.addWidget(self._reason, 1)

    def show_emoji(self, emoji: Emoji | None, *, why: str = "") -> None:
        """Name the emoji, and say ``why`` it was found; None empties the line."""
        self._name.setText(emoji.spoken_name if emoji else "")
        self._other_name.setText(emoji.other_name if emoji else "")
        self._reason.setText(why or (emoji.label if emoji else ""))
