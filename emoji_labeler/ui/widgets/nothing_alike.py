"""What stands in place of pairs of memos where no two are nearly the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from emoji_labeler.ui.fonts import TITLE_PX, font
from emoji_labeler.ui.widgets.alikeness_box import AlikenessBox
from emoji_labeler.wording import sentences, tr, tr_count

_BESIDE = 200


class NothingAlike(QWidget):
    """Says what it means that there is no pair, and where more could be found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setFont(font(TITLE_PX, weight=font().Weight.DemiBold))
        self._meaning = QLabel(self)
        self._meaning.setProperty("tone", "soft")
        self._meaning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_BESIDE, 0, _BESIDE, 0)
        layout.setSpacing(12)
        layout.addStretch()
        for label in (self._title, self._meaning):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch()
        self.hide()

    def say(self, decided: int, alike: AlikenessBox) -> None:
        """Say what it means, after so many pairs were decided on, and what ``alike`` could find."""
        self._title.setText(tr("All pairs are decided") if decided else tr("No pairs"))
        if decided:
            meaning = tr_count("{count} decision made.", "{count} decisions made.", count=decided)
        else:
            meaning = tr(
                "No two memos are {percent}% alike, apart from pairs that were decided before:"
                " nothing needs to be dropped.",
                percent=round(100 * alike.share),
            )
        more = tr("A lower share in the box above finds pairs that are less alike.")
        self._meaning.setText(sentences(meaning, "" if alike.is_lowest else more))
