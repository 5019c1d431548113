"""A box to choose from how alike two memos have to be to count as nearly the same."""

from PySide6.QtWidgets import QComboBox, QWidget

from emoji_labeler.wording import tr

_SHARES = (0.9, 0.7, 0.5)
_USUAL = 0.7


class AlikenessBox(QComboBox):
    """Offers a few shares, the strictest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("How alike"))
        for share in _SHARES:
            self.addItem(tr("at least {percent}% alike", percent=round(share * 100)), share)
        self.setCurrentIndex(_SHARES.index(_USUAL))

    @property
    def share(self) -> float:
        """The chosen share, from 0 to 1."""
        return float(self.currentData())

    @property
    def is_lowest(self) -> bool:
        """Whether nothing that is less alike can be chosen."""
        return self.share <= min(_SHARES)
