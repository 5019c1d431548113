"""The pictures of a pack, ready to be drawn at the size at hand.

A picture comes from the memory-mapped atlas of that size where there is one, else from a larger
one; until one is built, each picture is read from its file the first time it is seen.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QImageReader, QPainter, QPixmap

from emoji_labeler.emoji.atlas import Atlas, build_atlas, open_atlas
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.ui.background import Background, Progressing

_KEPT_SIZES = 4


class Pictures(QObject):
    """Images by label and size in physical pixels; ``sharpened`` says that an atlas has come."""

    sharpened = Signal()

    def __init__(self, pack: EmojiPack, *, cache: Path, background: Background) -> None:
        super().__init__()
        self.pack = pack
        self._cache = cache
        self._background = background
        self._atlases: dict[int, Atlas] = {}
        self._wanted: set[int] = set()
        self._images: dict[int, dict[tuple[str, float], QImage]] = {}

    def image(self, label: str, *, side: int, scale: float) -> QImage:
        """Return the picture to be drawn ``side`` device-independent pixels wide and high.

        It holds exactly the screen's pixels, so that nothing is scaled when it is drawn. A label
        that the pack has under another name by now gives that one's picture, any other label
        without a picture a null image.
        """
        size = round(side * scale)
        images = self._images.get(size)
        if images is None:
            images = self._begin_size(size)
        # An image knows its scale: 40 pixels may be 40 points here and 20 points there.
        image = images.get((label, scale))
        if image is None:
            known = self._label_now(label)
            image = (
                self._from_atlas(known, size=size)
                or self._from_larger_atlas(known, size=size)
                or self._from_file(known, size=size)
            )
            image.setDevicePixelRatio(scale)
            images[label, scale] = image
        return image

    def icon(self, label: str, *, side: int, scale: float) -> QIcon:
        """Return the picture for a button or a cell, in its own colours where that is chosen."""
        pixmap = QPixmap.fromImage(self.image(label, side=side, scale=scale))
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
        return icon

    def build_atlas(self, *, size: int) -> None:
        """Build the atlas of that size beside the window, unless it is there or on its way."""
        if size in self._atlases or size in self._wanted:
            return
        self._wanted.add(size)

        def work(progressing: Progressing) -> Path | None:
            return build_atlas(
                self.pack,
                size_px=size,
                folder=self._cache,
                is_cancelled=lambda: progressing.is_cancelled,
            )

        self._background.run(work, done=lambda path: self._atlas_came(path, size=size))

    def _label_now(self, label: str) -> str:
        """Return the label under which the pack has what once had this one."""
        if label in self.pack:
            return label
        emoji = self.pack.find(label)
        return emoji.label if emoji else label

    def _begin_size(self, size: int) -> dict[tuple[str, float], QImage]:
        """Make room for a new size, and use its atlas if an earlier run has left one."""
        while len(self._images) >= _KEPT_SIZES:
            oldest = next(iter(self._images))
            del self._images[oldest]
            self._atlases.pop(oldest, None)
        atlas = open_atlas(self.pack, size_px=size, folder=self._cache)
        if atlas is not None:
            self._atlases[size] = atlas
        return self._images.setdefault(size, {})

    def _atlas_came(self, path: Path | None, *, size: int) -> None:
        self._wanted.discard(size)
        if path is None:
            return
        atlas = open_atlas(self.pack, size_px=size, folder=self._cache)
        if atlas is not None:
            self._atlases[size] = atlas
            self._images[size] = {}
            self.sharpened.emit()

    def _from_atlas(self, label: str, *, size: int) -> QImage | None:
        atlas = self._atlases.get(size)
        pixels = atlas.picture(label) if atlas and label in self.pack else None
        if pixels is None:
            return None
        return QImage(pixels, size, size, size * 4, QImage.Format.Format_ARGB32_Premultiplied)

    def _from_larger_atlas(self, label: str, *, size: int) -> QImage | None:
        larger = min((known for known in self._atlases if known > size), default=None)
        image = self._from_atlas(label, size=larger) if larger else None
        return _scaled(image, size=size) if image else None

    def _from_file(self, label: str, *, size: int) -> QImage:
        path = self.pack.picture_path(label)
        image = QImageReader(str(path)).read()
        if image.isNull():
            return QImage()
        return _centred(_scaled(image, size=size), size=size)


def _scaled(image: QImage, *, size: int) -> QImage:
    return image.scaled(
        QSize(size, size),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _centred(image: QImage, *, size: int) -> QImage:
    """Return the image in the middle of a transparent square."""
    if image.width() == image.height() == size:
        return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    square = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    painter = QPainter(square)
    painter.drawImage((size - image.width()) // 2, (size - image.height()) // 2, image)
    painter.end()
    return square
