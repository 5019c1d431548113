"""The type of the window: what is written in it has its letters."""

import unicodedata

import pytest
from PySide6.QtGui import QFont, QRawFont

from emoji_labeler import resources
from emoji_labeler.ui.fonts import font

_FONTS = resources.assets_folder() / "fonts"
_WORDS = resources.assets_folder() / "translations/ja/LC_MESSAGES/emoji_labeler.po"


def _wide(text: str) -> set[str]:
    return {one for one in text if unicodedata.east_asian_width(one) in "WF"}


@pytest.mark.usefixtures("qapp")
def test_every_japanese_character_of_the_window_can_stand_in_a_heading() -> None:
    heading = QRawFont(str(_FONTS / "NotoSansJP-Heading.ttf"), 15)
    characters = _wide(_WORDS.read_text("utf-8"))

    assert len(characters) > 500
    assert [one for one in sorted(characters) if not heading.supportsCharacter(ord(one))] == []


@pytest.mark.usefixtures("qapp")
def test_a_heading_looks_for_its_japanese_in_the_semibold_first() -> None:
    families = font(weight=QFont.Weight.DemiBold).families()

    assert families.index("Noto Sans JP Heading") < families.index("Noto Sans JP")
    assert "Noto Sans JP Heading" not in font().families()
