"""How the window shows a person: name, role, and the colour that tells them apart."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from emoji_labeler.domain.annotator import Annotator
from emoji_labeler.ui.theme import Theme
from emoji_labeler.wording import tr

_LIGHT = {
    "blue": "#2F6FDE",
    "orange": "#C2610C",
    "green": "#2E8540",
    "purple": "#7E4CC2",
    "red": "#C2333D",
    "teal": "#0B7F86",
    "pink": "#B83280",
    "brown": "#85572F",
}
_DARK = {
    "blue": "#7FA8FF",
    "orange": "#F2A45C",
    "green": "#6FCB82",
    "purple": "#BE9BF5",
    "red": "#FF8A90",
    "teal": "#5CCBD1",
    "pink": "#F38BC1",
    "brown": "#CFA27A",
}


def spoken_person(person: Annotator) -> str:
    """Return a person's name, and the role if they are a reviewer."""
    return tr("{name}  ·  reviewer", name=person.name) if person.is_reviewer else person.name


def person_colour(name: str, *, theme: Theme) -> QColor:
    """Return a person's colour in the appearance in force; grey where the name is empty."""
    colours = _DARK if theme.is_dark else _LIGHT
    return QColor(colours.get(name, theme.tokens.text_faint))


def person_icon(name: str, *, theme: Theme, size: int, scale: float = 2.0) -> QIcon:
    """Return a disc in a person's colour, ``size`` device-independent pixels wide."""
    pixmap = QPixmap(round(size * scale), round(size * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(person_colour(name, theme=theme))
    painter.drawEllipse(QRectF(2, 2, size - 4, size - 4))
    painter.end()
    return QIcon(pixmap)
