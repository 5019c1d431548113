"""Draws memos with two pictures each, the way of choosing on the left beside that on the right."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from emoji_labeler import resources

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# Everything is in the picture's own pixels: twice what a page shows, for sharp letters.
_WIDTH, _MARGIN = 2_240, 64
_HEAD, _ROW = 150, 264
_TEXT_WIDTH = 1_160
_SIDES = (1_530, 1_960)
_PICTURE = 144
_LINE, _LINES = 46, 5
_TEXT_PX, _TITLE_PX, _NAME_PX = 32, 36, 26
_GROUND, _INK, _SOFT, _RULE = "#ffffff", "#141823", "#5f697c", "#e3e7ee"
_ABOVE = 26
_ELLIPSIS = "…"
_NEVER_FIRST = frozenset("。、，．」』）！？…ー・")
"""What no line begins with in Japanese: it hangs out of the line before."""


class TwoPictures(NamedTuple):
    """A memo's text, two names of emoji, and where their pictures are; None where there is none."""

    text: str
    names: tuple[str, str]
    pictures: tuple[Path | None, Path | None]


def draw_side_by_side(titles: tuple[str, str], rows: Sequence[TwoPictures]) -> bytes:
    """Return the picture as a PNG file, the same for the same rows."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_WIDTH, _HEAD + _ROW * len(rows) + _MARGIN // 2), _GROUND)
    draw = ImageDraw.Draw(image)
    for title, middle in zip(titles, _SIDES, strict=True):
        _centred(draw, title, middle=middle, top=_MARGIN, font=_font(_TITLE_PX))
    for place, row in enumerate(rows):
        top = _HEAD + _ROW * place
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
            below = top + _ABOVE + _PICTURE + 20
            _centred(draw, name, middle=middle, top=below, font=_font(_NAME_PX), fill=_SOFT)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _font(pixels: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(
        resources.assets_folder() / "fonts" / "NotoSansJP-Regular.ttf", pixels
    )


def _centred(
    draw: "ImageDraw", text: str, *, middle: int, top: int, font: "FreeTypeFont", fill: str = _INK
) -> None:
    room = _SIDES[1] - _SIDES[0] - 30
    line = _fitting(text, font=font, room=room)
    if len(line) < len(text):
        line = line[:-1] + _ELLIPSIS
    draw.text((middle - font.getlength(line) / 2, top), line, font=font, fill=fill)


def _wrapped(text: str, *, font: "FreeTypeFont") -> list[str]:
    """Return the first lines of a text; Japanese breaks anywhere, other words only between."""
    rest, lines = " ".join(text.split()), list[str]()
    while rest and len(lines) < _LINES:
        line = _fitting(rest, font=font, room=_TEXT_WIDTH)
        gap = line.rfind(" ")
        is_within_word = len(line) < len(rest) and rest[len(line)].isascii() and line[-1].isascii()
        if is_within_word and gap > 0 and rest[len(line)] != " ":
            line = line[:gap]
        while len(line) < len(rest) and rest[len(line)] in _NEVER_FIRST:
            line = rest[: len(line) + 1]
        lines.append(line)
        rest = rest[len(line) :].lstrip()
    if rest:
        lines[-1] = lines[-1][:-1].rstrip() + _ELLIPSIS
    return lines


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
