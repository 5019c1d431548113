"""Decodes the pictures of a pack, trusting none of them."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler.emoji.pack_report import Fault

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 4 * 1024 * 1024
MAX_SIDE_PX = 4096
FORMATS = ("PNG", "WEBP", "JPEG", "GIF", "BMP")


class UnusablePictureError(Exception):
    """A file cannot be used as a picture."""

    def __init__(self, fault: Fault, why: str) -> None:
        super().__init__(why)
        self.fault = fault
        self.why = why


def read_picture(path: Path) -> "Image.Image":
    """Decode a picture as RGBA, the right way up; the first one of a file that holds several.

    Raises OSError if the file cannot be opened, and UnusablePictureError if it is too large, no
    picture, or broken.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        why = f"It has {size:,} bytes; {MAX_BYTES:,} are allowed."
        raise UnusablePictureError(Fault.TOO_LARGE, why)
    return _decoded(BytesIO(path.read_bytes()))


def raw_tile(path: Path, *, size_px: int) -> bytes:
    """Return a picture scaled to fit a square, centred: premultiplied BGRA, row by row.

    What cannot be decoded is transparent.
    """
    from PIL import Image

    try:
        picture = read_picture(path)
    except (OSError, UnusablePictureError):
        return bytes(size_px * size_px * 4)
    scale = size_px / max(picture.size)
    width, height = (max(1, round(side * scale)) for side in picture.size)
    scaled = picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    square = Image.new("RGBA", (size_px, size_px))
    square.paste(scaled, ((size_px - width) // 2, (size_px - height) // 2))
    return square.convert("RGBa").tobytes("raw", "BGRa")


def _decoded(file: BytesIO) -> "Image.Image":
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            if max(width, height) > MAX_SIDE_PX:
                why = f"It is {width} x {height} pixels; {MAX_SIDE_PX} a side are allowed."
                raise UnusablePictureError(Fault.TOO_LARGE, why)
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        why = "It would unpack to more pixels than can be trusted."
        raise UnusablePictureError(Fault.TOO_LARGE, why) from error
    except UnidentifiedImageError as error:
        why = f"It is none of {', '.join(FORMATS)}."
        raise UnusablePictureError(Fault.NOT_A_PICTURE, why) from error
    # Pillow's decoders raise any of these for files that are cut off or were tampered with.
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:
        why = f"It cannot be decoded: {error}."
        raise UnusablePictureError(Fault.NOT_A_PICTURE, why) from error
