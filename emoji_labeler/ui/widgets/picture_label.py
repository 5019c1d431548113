"""One emoji picture as a widget."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from emoji_labeler.ui.pictures import Pictures
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr


class PictureLabel(QWidget):
    """A picture in a well, or an empty well; without a well where ``margin`` is 0."""

    def __init__(
        self,
        pictures: Pictures,
        *,
        theme: Theme,
        side: int,
        margin: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._side = side
        self._margin = margin
        self.show_label("")
        self.setFixedSize(QSize(side + 2 * margin, side + 2 * margin))
        pictures.sharpened.connect(self.update)
        theme.changed.connect(self.update)

    def show_label(self, label: str) -> None:
        """Show the picture of ``label``; an empty string shows none."""
        self._label = label
        emoji = self._pictures.pack.get(label)
        self.setAccessibleName(emoji.spoken_name if emoji else label or tr("No picture"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the well and the picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._margin:
            tokens = self._theme.tokens
            style = Qt.PenStyle.SolidLine if self._label else Qt.PenStyle.DashLine
            painter.setPen(QPen(QColor(tokens.border_strong), 1, style))
            painter.setBrush(QColor(tokens.well))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        if self._label:
            image = self._pictures.image(
                self._label, side=self._side, scale=self.devicePixelRatioF()
            )
            painter.drawImage(QPointF(self._margin, self._margin), image)
