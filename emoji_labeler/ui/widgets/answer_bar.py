"""What is chosen for the memo so far, and the ways to be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.action_button import ActionButton
from emoji_labeler.ui.widgets.also_line import AlsoLine
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.picture_label import PictureLabel
from emoji_labeler.wording import tr

_PICTURE_SIDE = 52


class AnswerBar(QWidget):
    """The chosen picture, its names, the also-acceptable ones; buttons for the actions given."""

    also_removed = Signal(str)

    def __init__(
        self,
        pack: EmojiPack,
        *,
        pictures: Pictures,
        theme: Theme,
        actions: Sequence[QAction],
        primary: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pack = pack
        self._picture = PictureLabel(
            pictures, theme=theme, side=_PICTURE_SIDE, margin=8, parent=self
        )
        self._name = ElidedLabel(self)
        self._name.setFont(font(15, weight=font().Weight.DemiBold))
        self._other_name = ElidedLabel(self)
        self._other_name.setProperty("tone", "soft")
        self._also = AlsoLine(pack, pictures=pictures, parent=self)
        self._also.removed.connect(self.also_removed)
        names = QHBoxLayout()
        names.setSpacing(10)
        names.addWidget(self._name)
        names.addWidget(self._other_name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._also)
        buttons.addStretch()
        for action in actions:
            buttons.addWidget(ActionButton(action))
        self._save = ActionButton(primary, keys="⏎")
        self._save.setProperty("role", "primary")
        buttons.addWidget(self._save)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        lines.addLayout(names)
        lines.addLayout(buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._picture)
        layout.addLayout(lines, 1)

    def show_draft(self, draft: Draft, *, advice: str) -> None:
        """Show what is chosen; ``advice`` stands where nothing is."""
        emoji = self._pack.find(draft.label) if draft.label else None
        self._picture.show_label(emoji.label if emoji else draft.label)
        name = emoji.spoken_name if emoji else draft.label
        self._name.setText(name or tr("Nothing picked yet"))
        self._other_name.setText(_other_name(emoji) if draft.label else advice)
        self._also.show_labels(draft.also_acceptable)


def _other_name(emoji: Emoji | None) -> str:
    return emoji.other_name if emoji else tr("This label has no picture in the pack.")
