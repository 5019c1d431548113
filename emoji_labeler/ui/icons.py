"""Line icons in the colours of the theme, sharp at every scale."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap

from emoji_labeler import resources
from emoji_labeler.ui.kept_pixels import read_kept, write_kept
from emoji_labeler.ui.pictures import Pictures

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_BYTES_A_PIXEL = 4
_KEPT_FILE = "icons.bgra"


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
    """The icons in one folder, one SVG file each, drawn with ``currentColor``.

    What the first look at the window needed is kept in a file, so that the next start need not load
    what draws it.
    """

    def __init__(self, folder: Path, *, cache: Path) -> None:
        """Take up what an earlier start has left in the folder ``cache``."""
        self._folder = folder
        self._kept_file = cache / _KEPT_FILE
        self._kept = read_kept(self._kept_file)
        self._used: dict[str, bytes] = {}

    def pixmap(self, name: str, *, colour: str, size: int, scale: float) -> QPixmap:
        """Return the icon in ``size`` device-independent pixels for a screen of that scale."""
        pixels = round(size * scale)
        file = (self._folder / f"{name}.svg").stat()
        key = f"{name} {file.st_mtime_ns} {file.st_size} {colour} {pixels}"
        drawn = self._used.get(key) or self._kept.get(key)
        if drawn is None or len(drawn) != pixels * pixels * _BYTES_A_PIXEL:
            drawn = self._draw(name, colour=colour, pixels=pixels)
        self._used[key] = drawn
        pixmap = QPixmap.fromImage(QImage(drawn, pixels, pixels, _FORMAT).copy())
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def icon(self, name: str, *, colour: str, size: int = 18, scale: float = 1.0) -> QIcon:
        """Return the icon for a button."""
        return QIcon(self.pixmap(name, colour=colour, size=size, scale=scale))

    def keep(self) -> None:
        """Keep what was needed so far for the next start."""
        if not self._used.keys() <= self._kept.keys():
            write_kept(self._kept_file, self._used)

    def _draw(self, name: str, *, colour: str, pixels: int) -> bytes:
        from PySide6.QtSvg import QSvgRenderer

        image = QImage(pixels, pixels, _FORMAT)
        image.fill(Qt.GlobalColor.transparent)
        source = (self._folder / f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        return bytes(image.constBits())
