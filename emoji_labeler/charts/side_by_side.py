"""Draws memos with two pictures each, the way of choosing on the left beside that on the right."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from emoji_labeler import resources

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# Everything is in the picture's own pixels: twice what a page shows, for sharp letters.
_WIDTH, _MARGIN = 2_240, 72
_HEAD, _ROW, _FOOT = 168, 276, 120
_TEXT_WIDTH = 1_170
_SIDES = (1_528, 1_962)
_BAND = 412
_RADIUS = 36
_PICTURE = 152
_LINE, _LINES = 46, 5
_TEXT_PX, _TITLE_PX, _NAME_PX, _FOOT_PX = 31, 36, 27, 26
_GROUND, _INK, _SOFT, _RULE = "#ffffff", "#141823", "#5f697c", "#e3e7ee"
_BANDS = ("#f4f5f9", "#e9eefe")
"""Behind the left pictures and the right ones, which catch the eye."""
_ABOVE = 32
_ELLIPSIS = "…"
_NEVER_FIRST = frozenset("。、，．」』）！？…ー・")
"""What no line begins with in Japanese: it hangs out of the line before."""
_NEVER_LAST = frozenset("「『（")
"""What no line ends with: it goes down to the next one."""


class TwoPictures(NamedTuple):
    """A memo's text, two names of emoji, and where their pictures are; None where there is none."""

    text: str
    names: tuple[str, str]
    pictures: tuple[Path | None, Path | None]


def draw_side_by_side(
    titles: tuple[str, str], rows: Sequence[TwoPictures], *, footnote: str
) -> bytes:
    """Return the picture as a PNG file, the same for the same rows."""
    from PIL import Image, ImageDraw

    bottom = _HEAD + _ROW * len(rows)
    image = Image.new("RGB", (_WIDTH, bottom + _FOOT), _GROUND)
    draw = ImageDraw.Draw(image)
    for title, middle, band in zip(titles, _SIDES, _BANDS, strict=True):
        box = (middle - _BAND // 2, _MARGIN // 2, middle + _BAND // 2, bottom)
        draw.rounded_rectangle(box, radius=_RADIUS, fill=band)
        _centred(draw, title, middle=middle, top=_MARGIN + 8, font=_font(_TITLE_PX), is_bold=True)
    for place, row in enumerate(rows):
        _draw_row(image, draw, row, top=_HEAD + _ROW * place)
    draw.text((_MARGIN, bottom + 40), footnote, font=_font(_FOOT_PX), fill=_SOFT)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_row(image: "Image", draw: "ImageDraw", row: TwoPictures, *, top: int) -> None:
    from PIL import Image

    draw.line((_MARGIN, top, _WIDTH - _MARGIN, top), fill=_RULE, width=2)
    font = _font(_TEXT_PX)
    lines = _wrapped(row.text, font=font)
    down = top + (_ROW - _LINE * len(lines)) // 2
    for line in lines:
        draw.text((_MARGIN, down), line, font=font, fill=_INK)
        down += _LINE
    for name, path, middle in zip(row.names, row.pictures, _SIDES, strict=True):
        if path is not None:
            with Image.open(path) as opened:
                picture = opened.convert("RGBA").resize((_PICTURE, _PICTURE))
            image.paste(picture, (middle - _PICTURE // 2, top + _ABOVE), picture)
        below = top + _ABOVE + _PICTURE + 18
        _centred(draw, name, middle=middle, top=below, font=_font(_NAME_PX), fill=_SOFT)


@cache
def _font(pixels: int) -> "FreeTypeFont":
    from PIL import ImageFont

    folder = resources.assets_folder() / "fonts"
    return ImageFont.truetype(folder / "NotoSansJP-Regular.ttf", pixels)


def _centred(
    draw: "ImageDraw",
    text: str,
    *,
    middle: int,
    top: int,
    font: "FreeTypeFont",
    fill: str = _INK,
    is_bold: bool = False,
) -> None:
    line = _fitting(text, font=font, room=_BAND - 40)
    if len(line) < len(text):
        line = line[:-1] + _ELLIPSIS
    left = middle - font.getlength(line) / 2
    # The font that has Japanese has one weight only.
    draw.text((left, top), line, font=font, fill=fill, stroke_width=int(is_bold))


def _wrapped(text: str, *, font: "FreeTypeFont") -> list[str]:
    """Return the first lines of a text; Japanese breaks anywhere, other words only between."""
    rest, lines = " ".join(text.split()), list[str]()
    while rest and len(lines) < _LINES:
        line = _line(rest, font=font)
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    if rest:
        lines[-1] = lines[-1][:-1].rstrip() + _ELLIPSIS
    return lines


def _line(text: str, *, font: "FreeTypeFont") -> str:
    """Return the first line of a text."""
    line = _fitting(text, font=font, room=_TEXT_WIDTH)
    gap = line.rfind(" ")
    is_within_word = len(line) < len(text) and text[len(line)].isascii() and line[-1].isascii()
    if is_within_word and gap > 0 and text[len(line)] != " ":
        line = line[:gap]
    while len(line) < len(text) and text[len(line)] in _NEVER_FIRST:
        line = text[: len(line) + 1]
    while len(line) > 1 and len(line) < len(text) and line[-1] in _NEVER_LAST:
        line = line[:-1]
    return line


def _fitting(text: str, *, font: "FreeTypeFont", room: int) -> str:
    """Return as much of the beginning of a text as fits into a line."""
    fits, too_many = 1, len(text) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if font.getlength(text[:middle]) <= room:
            fits = middle
        else:
            too_many = middle
    return text[:fits]
