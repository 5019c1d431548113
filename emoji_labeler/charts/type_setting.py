"""Text in charts: the program's own fonts, how wide it runs, and only what they can write."""

import logging
import os
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from emoji_labeler import resources

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

TITLE_PX, BODY_PX, SMALL_PX = 15.0, 12.0, 11.0
DOTS_PER_INCH = 72
"""One point is then one pixel, so that every size here is in pixels."""

_FILES = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "NotoSansJP-Regular.ttf",
    "NotoSansJP-Heading.ttf",
)
_FAMILIES = ["Inter", "Noto Sans JP"]
_BOLD_FAMILIES = ["Inter", "Noto Sans JP Heading", "Noto Sans JP"]
_ELLIPSIS = "…"
_UNKNOWN = "□"


def settle_folders() -> None:
    """Have matplotlib keep its list of fonts in our cache folder and read nobody's settings.

    It looks at the environment when it is imported, so this comes before.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(resources.cache_folder() / "charts"))


class TypeSetter:
    """Knows the fonts and measures text; one is enough for a process."""

    def __init__(self) -> None:
        from matplotlib import font_manager
        from matplotlib.backends.backend_agg import RendererAgg

        # It would tell on standard error that a Japanese font has one weight only.
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        folder = resources.assets_folder() / "fonts"
        self._paths = tuple(folder / name for name in _FILES)
        for path in self._paths:
            font_manager.fontManager.addfont(path)
        self._renderer = RendererAgg(1, 1, DOTS_PER_INCH)

    def font(self, pixels: float = BODY_PX, *, is_bold: bool = False) -> "FontProperties":
        """Return the type at a size."""
        from matplotlib.font_manager import FontProperties

        families, weight = (_BOLD_FAMILIES, 600) if is_bold else (_FAMILIES, 400)
        return FontProperties(family=families, size=pixels, weight=weight)

    def width(self, text: str, *, pixels: float = BODY_PX, is_bold: bool = False) -> float:
        """Return how many pixels wide text is."""
        if not text:
            return 0.0
        font = self.font(pixels, is_bold=is_bold)
        width, _height, _descent = self._renderer.get_text_width_height_descent(
            text, font, ismath=False
        )
        return float(width)

    def cut(self, text: str, *, room: float, pixels: float = BODY_PX, is_bold: bool = False) -> str:
        """Return text on one line, with an ellipsis for what has no room."""
        text = self.legible(text)
        if self.width(text, pixels=pixels, is_bold=is_bold) <= room:
            return text
        fits, too_many = 0, len(text)
        while too_many - fits > 1:
            middle = (fits + too_many) // 2
            head = text[:middle].rstrip() + _ELLIPSIS
            if self.width(head, pixels=pixels, is_bold=is_bold) <= room:
                fits = middle
            else:
                too_many = middle
        return text[:fits].rstrip() + _ELLIPSIS

    def legible(self, text: str) -> str:
        """Return text on one line, with a box for each character that no font of ours has."""
        line = " ".join(text.split())
        return "".join(
            sign if sign.isprintable() and ord(sign) in self._signs else _UNKNOWN for sign in line
        )

    @cached_property
    def _signs(self) -> frozenset[int]:
        return frozenset().union(*map(_signs_of, self._paths))


def _signs_of(path: Path) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(path)).get_charmap())


@cache
def type_setter() -> TypeSetter:
    """Return the one type setter: reading the fonts takes a while."""
    settle_folders()
    return TypeSetter()
