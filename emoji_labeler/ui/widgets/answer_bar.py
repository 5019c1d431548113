"""What is chosen for the memo so far, and the ways to be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from emoji_labeler.domain.annotation import Draft
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.ui.widgets.action_button import ActionButton
from emoji_labeler.ui.widgets.elided_label import ElidedLabel
from emoji_labeler.ui.widgets.picture_label import PictureLabel
from emoji_labeler.wording import tr

_PICTURE_SIDE = 52
_CHIP_SIDE = 22


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
        self._pictures = pictures
        self._picture = PictureLabel(
            pictures, theme=theme, side=_PICTURE_SIDE, margin=8, parent=self
        )
        self._name = ElidedLabel(self)
        self._name.setFont(font(15, weight=font().Weight.DemiBold))
        self._other_name = ElidedLabel(self)
        self._other_name.setProperty("tone", "soft")
        self._also_caption = QLabel(tr("Also"), self)
        self._also_caption.setFont(font(SMALL_PX))
        self._also_caption.setProperty("tone", "faint")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(2)
        self._also: tuple[str, ...] | None = None
        self._also_caption.setVisible(False)
        names = QHBoxLayout()
        names.setSpacing(10)
        names.addWidget(self._name)
        names.addWidget(self._other_name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._also_caption)
        buttons.addLayout(self._chips)
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
        self._show_also(draft.also_acceptable)

    def _show_also(self, labels: tuple[str, ...]) -> None:
        if labels == self._also:
            return
        self._also = labels
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for label in labels:
            self._chips.addWidget(self._chip(label))
        self._also_caption.setVisible(bool(labels))

    def _chip(self, label: str) -> QToolButton:
        emoji = self._pack.find(label)
        name = emoji.spoken_name if emoji else label
        chip = QToolButton(self)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setIconSize(QSize(_CHIP_SIDE, _CHIP_SIDE))
        chip.setIcon(self._pictures.icon(label, side=_CHIP_SIDE, scale=self.devicePixelRatioF()))
        chip.setToolTip(tr("{name}: click to remove", name=name))
        chip.setAccessibleName(tr("Also acceptable: {name}", name=name))
        chip.clicked.connect(lambda: self.also_removed.emit(label))
        return chip


def _other_name(emoji: Emoji | None) -> str:
    return emoji.other_name if emoji else tr("This label has no picture in the pack.")
