"""The labels that would be right too, one small picture each."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.fonts import SMALL_PX, font
from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.wording import tr

_SIDE = 22


class AlsoLine(QWidget):
    """Pictures behind a caption, hidden where there are none; a click says that one is to go."""

    removed = Signal(str)

    def __init__(
        self, pack: EmojiPack, *, pictures: Pictures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pack = pack
        self._pictures = pictures
        self._labels: tuple[str, ...] = ()
        caption = QLabel(tr("Also"), self)
        caption.setFont(font(SMALL_PX))
        caption.setProperty("tone", "faint")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(caption)
        layout.addLayout(self._chips)
        layout.addStretch()
        self.hide()

    def show_labels(self, labels: Sequence[str]) -> None:
        """Show these in place of the former ones."""
        if tuple(labels) == self._labels:
            return
        self._labels = tuple(labels)
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for label in labels:
            self._chips.addWidget(self._chip(label))
        self.setVisible(bool(labels))

    def _chip(self, label: str) -> QToolButton:
        emoji = self._pack.find(label)
        name = emoji.spoken_name if emoji else label
        chip = QToolButton(self)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.setIconSize(QSize(_SIDE, _SIDE))
        chip.setIcon(self._pictures.icon(label, side=_SIDE, scale=self.devicePixelRatioF()))
        chip.setToolTip(tr("{name}: click to remove", name=name))
        chip.setAccessibleName(tr("Also acceptable: {name}", name=name))
        chip.clicked.connect(lambda: self.removed.emit(label))
        return chip
