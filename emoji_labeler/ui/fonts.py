"""The type the window is set in: shipped with it, so that it looks the same everywhere."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SMALL_PX = 12
BODY_PX = 13
HEADING_PX = 15
TITLE_PX = 18
"""The sizes of the window: small print, text, the head of a section, the title of a page."""

_FILES = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "NotoSansJP-Regular.ttf",
    "NotoSansJP-Heading.ttf",
)
_FAMILIES = ["Inter", "Noto Sans JP", "Noto Color Emoji"]
_BOLD_FAMILIES = ["Inter", "Noto Sans JP Heading", "Noto Sans JP", "Noto Color Emoji"]
"""The semibold Japanese holds the usual characters alone; the rare ones stay regular."""


_LINE = 1.5
"""How many times its size a line is high in which Japanese may stand."""


def line_height(pixels: int = BODY_PX) -> int:
    """Return how high a line is, whether Japanese stands in it or not."""
    return round(pixels * _LINE)


def load_fonts(folder: Path) -> None:
    """Make the fonts in ``folder`` known; one that cannot be read is left to the system."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(folder / name))


def font(pixels: int = BODY_PX, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's type at a size in device-independent pixels."""
    chosen = QFont()
    chosen.setFamilies(_BOLD_FAMILIES if weight >= QFont.Weight.DemiBold else _FAMILIES)
    chosen.setPixelSize(pixels)
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


def memo_font(pixels: int) -> QFont:
    """Return the type of the memo, Japanese first so that mixed text keeps one colour."""
    chosen = font(pixels)
    chosen.setFamilies(["Noto Sans JP", "Inter", "Noto Color Emoji"])
    return chosen
