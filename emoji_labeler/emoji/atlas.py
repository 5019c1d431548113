"""All pictures of a pack at one size in one file, ready to be painted without decoding."""

import contextlib
import mmap
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.picture_files import picture_names
from emoji_labeler.wording import tr

BYTES_A_PIXEL = 4
KEPT_A_PACK = 4

_CHECKSUMS_FILE = "CHECKSUMS.sha256"
_ENDING = ".bgra"
_UNFINISHED = ".part"
_FORCED_END_S = 3600


class Atlas:
    """A memory-mapped atlas: pixels as Qt's ARGB32_Premultiplied has them on this machine's order.

    Keep the atlas for as long as anything paints from its pictures.
    """

    def __init__(self, pack: EmojiPack, *, size_px: int, mapped: mmap.mmap) -> None:
        self.size_px = size_px
        self._places = pack.places
        self._mapped = mapped
        self._pixels = memoryview(mapped)

    def picture(self, label: str) -> memoryview:
        """Return size_px rows of size_px pixels: blue, green, red, alpha, one byte each.

        Raises KeyError for a label that is not in the pack.
        """
        length = self.size_px * self.size_px * BYTES_A_PIXEL
        start = self._places[label] * length
        return self._pixels[start : start + length]


def open_atlas(pack: EmojiPack, *, size_px: int, folder: Path) -> Atlas | None:
    """Map the atlas of exactly these pictures at this size, or return None if it must be built."""
    try:
        with atlas_path(pack, size_px=size_px, folder=folder).open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    # An empty file cannot be mapped: ValueError.
    except (OSError, ValueError):
        return None
    if len(mapped) != len(pack) * size_px * size_px * BYTES_A_PIXEL:
        mapped.close()
        return None
    return Atlas(pack, size_px=size_px, mapped=mapped)


def build_atlas(
    pack: EmojiPack,
    *,
    size_px: int,
    folder: Path,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Write the atlas into a folder and return its path, or None if it was cancelled.

    For a background thread: seconds of work, during which a picture is decoded and scaled at a
    time. A picture that cannot be decoded becomes a transparent tile. Atlases of the same pack
    beyond the newest four are removed. Raises PackError if the folder cannot be written.
    """
    path = atlas_path(pack, size_px=size_px, folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_unfinished(pack, folder)
        finished = _write(pack, path, size_px=size_px, is_cancelled=is_cancelled)
        _remove_old(pack, folder)
    except OSError as error:
        raise PackError(
            tr("The pictures were not prepared for fast drawing."),
            why=tr(
                "{path} cannot be written: {reason}.",
                path=error.filename or folder,
                reason=error.strerror,
            ),
            remedy=tr("Free some space or check the rights on the folder; all works without it."),
        ) from error
    return path if finished else None


def _write(pack: EmojiPack, path: Path, *, size_px: int, is_cancelled: Callable[[], bool]) -> bool:
    import tempfile

    from emoji_labeler.emoji.picture_reading import raw_tile

    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=_prefix(pack), suffix=_UNFINISHED, delete=False
    ) as beside:
        written = Path(beside.name)
        try:
            for label in pack.labels:
                if is_cancelled():
                    return False
                beside.write(raw_tile(pack.picture_path(label), size_px=size_px))
            beside.close()
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    return True


def atlas_path(pack: EmojiPack, *, size_px: int, folder: Path) -> Path:
    """Return where the atlas of exactly these pictures at this size is or will be."""
    return folder / f"{_prefix(pack)}{fingerprint(pack)}.{size_px}{_ENDING}"


def fingerprint(pack: EmojiPack) -> str:
    """Return 16 hexadecimal digits that differ when the pictures or their order differ.

    They come from the checksums that lie with the pictures, or else from the name, size and time of
    change of every picture. CRC-32 and length are enough to tell a few files of one person's cache
    apart; loading OpenSSL for a better hash would take longer than loading the pack.
    """
    checksums = pack.folder / _CHECKSUMS_FILE
    if checksums.is_file():
        about_pictures = checksums.read_bytes()
    else:
        about_pictures = "\n".join(
            _status(pack.folder / name) for name in picture_names(pack.folder)
        ).encode()
    known = "\n".join((pack.id, pack.version, *pack.labels)).encode() + about_pictures
    return f"{zlib.crc32(known):08x}{len(known):08x}"


def _status(path: Path) -> str:
    status = path.stat()
    return f"{path.name} {status.st_size} {status.st_mtime_ns}"


def _prefix(pack: EmojiPack) -> str:
    # Without a full stop inside, so that no pack's prefix is the beginning of another's.
    return "".join(one if one.isalnum() or one == "-" else "_" for one in pack.id) + "."


def _remove_unfinished(pack: EmojiPack, folder: Path) -> None:
    """Remove what a build left that was ended by force; one that is running is younger."""
    for path in folder.glob(f"{_prefix(pack)}*{_UNFINISHED}"):
        if time.time() - path.stat().st_mtime > _FORCED_END_S:
            path.unlink(missing_ok=True)


def _remove_old(pack: EmojiPack, folder: Path) -> None:
    atlases = sorted(
        folder.glob(f"{_prefix(pack)}*{_ENDING}"), key=lambda path: path.stat().st_mtime
    )
    for path in atlases[:-KEPT_A_PACK]:
        # Windows keeps a file that is mapped; the next build removes it.
        with contextlib.suppress(PermissionError):
            path.unlink(missing_ok=True)
