"""The type the window is set in: shipped with it, so that it looks the same everywhere."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

BODY_PX = 13
SMALL_PX = 12
TITLE_PX = 19

_FILES = (
    "Inter-Regular.ttf",
    "Inter-SemiBold.ttf",
    "NotoSansJP-Regular.ttf",
)
_FAMILIES = ["Inter", "Noto Sans JP", "Noto Color Emoji"]


def load_fonts(folder: Path) -> None:
    """Make the fonts in ``folder`` known; one that cannot be read is left to the system."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(folder / name))


def font(pixels: int = BODY_PX, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's type at a size in device-independent pixels."""
    chosen = QFont()
    chosen.setFamilies(_FAMILIES)
    chosen.setPixelSize(pixels)
    chosen.setWeight(weight)
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


def memo_font(pixels: int) -> QFont:
    """Return the type of the memo, Japanese first so that mixed text keeps one colour."""
    chosen = font(pixels)
    chosen.setFamilies(["Noto Sans JP", "Inter", "Noto Color Emoji"])
    return chosen
