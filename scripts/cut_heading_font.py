"""Cut the Japanese type of headings from the semibold of Noto Sans JP.

    python3 scripts/cut_heading_font.py NotoSansJP_600SemiBold.ttf

The whole font weighs more than five megabytes; headings need the characters of JIS X 0208 up to
level 1. The family gets a name of its own, so that what is not in it comes from the regular type.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

_TARGET = Path(__file__).resolve().parent.parent / "assets" / "fonts" / "NotoSansJP-Heading.ttf"
_FAMILY = "Noto Sans JP Heading"
_ROWS = (*range(1, 9), *range(16, 48))
_FIRST_WIDE = 0x2000
"""Latin letters come from another type."""

_ALSO = "～"
_NAMES = {1: _FAMILY, 2: "Regular", 3: _FAMILY, 4: _FAMILY, 6: "NotoSansJP-Heading"}
_NAMES_OF_THE_WHOLE = frozenset({16, 17, 25, 257, 271})
_NOT_NEEDED = ["BASE", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]


def main() -> int:
    """Write the font; return 0."""
    options = subset.Options(layout_features=[], hinting=False, glyph_names=False)
    options.drop_tables += _NOT_NEEDED
    options.name_IDs = ["*"]
    whole = TTFont(sys.argv[1])
    cutter = subset.Subsetter(options)
    cutter.populate(text=_characters())
    cutter.subset(whole)
    names = whole["name"]
    names.names = [one for one in names.names if one.nameID not in _NAMES_OF_THE_WHOLE]
    for number, text in _NAMES.items():
        names.setName(text, number, 3, 1, 0x409)
    whole.save(_TARGET)
    return 0


def _characters() -> str:
    """Return every wide character of JIS X 0208 up to level 1."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in _ROWS for cell in range(1, 95))
    decoded = (cell.decode("euc_jp", errors="ignore") for cell in cells)
    return _ALSO + "".join(one for one in decoded if one and ord(one) >= _FIRST_WIDE)


if __name__ == "__main__":
    sys.exit(main())
