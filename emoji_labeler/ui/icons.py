"""Line icons in the colours of the theme, sharp at every scale."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from emoji_labeler import resources
from emoji_labeler.ui.pictures import Pictures


def program_mark(
    size: int, *, scale: float, pictures: Pictures | None = None, side: int = 0
) -> QPixmap:
    """Return the program's own mark, whichever pack is open, for a screen of that scale.

    Where ``pictures`` are those of the program's own pack, it is made from the one that they have
    for ``side``: that asks for no file, nor for all the formats that Qt can read.
    """
    is_there = pictures is not None and pictures.pack.folder == resources.emoji_pack_folder()
    if pictures is not None and is_there and side >= size:
        drawn = QPixmap.fromImage(pictures.image("memo", side=side, scale=scale))
    else:
        drawn = QPixmap(str(resources.emoji_pack_folder() / "memo.png"))
    mark = drawn.scaledToWidth(round(size * scale), Qt.TransformationMode.SmoothTransformation)
    mark.setDevicePixelRatio(scale)
    return mark


class Icons:
    """The icons in one folder, one SVG file each, drawn with ``currentColor``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}

    def pixmap(self, name: str, *, colour: str, size: int, scale: float) -> QPixmap:
        """Return the icon in ``size`` device-independent pixels for a screen of that scale."""
        pixels = round(size * scale)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(
            QByteArray(self._source(name).replace("currentColor", colour).encode())
        )
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def icon(self, name: str, *, colour: str, size: int = 18, scale: float = 1.0) -> QIcon:
        """Return the icon for a button."""
        return QIcon(self.pixmap(name, colour=colour, size=size, scale=scale))

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        return self._sources[name]
