"""Memos with two pictures each: how lines break, and what is in the picture."""

import io
from pathlib import Path

import pytest
from PIL import Image

from emoji_labeler import resources
from emoji_labeler.charts.side_by_side import TwoPictures, _font, _wrapped, draw_side_by_side

FONT = _font(31)


def row(text: str, *, pictures: tuple[Path | None, Path | None] = (None, None)) -> TwoPictures:
    return TwoPictures(text=text, names=("cat", "dog"), pictures=pictures)


def test_japanese_lines_neither_begin_nor_end_with_the_wrong_sign() -> None:
    for before in range(60):
        lines = _wrapped("あ" * before + "「い」、" * 60, font=FONT)
        assert not any(line[0] in "」、" for line in lines), before
        assert not any(line[-1] == "「" for line in lines[:-1]), before


def test_words_stay_whole_and_a_long_memo_ends_with_dots() -> None:
    lines = _wrapped("remember " * 200, font=FONT)

    assert len(lines) == 5
    assert set(" ".join(lines[:-1]).split()) == {"remember"}
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("text", ["", "x" * 3000, "（" * 3000, "。" * 500])
def test_any_memo_can_be_drawn(text: str) -> None:
    assert draw_side_by_side(("a", "b"), [row(text)], footnote="")


def test_each_side_has_its_picture() -> None:
    pack = resources.emoji_pack_folder()
    pictures = (pack / "cat.png", pack / "dog.png")

    def drawn(left: Path | None, right: Path | None) -> Image.Image:
        png = draw_side_by_side(("a", "b"), [row("memo", pictures=(left, right))], footnote="")
        return Image.open(io.BytesIO(png)).convert("RGB")

    both, left = drawn(*pictures), drawn(pictures[0], None)

    middle = both.width * 3 // 4
    assert both.crop((0, 0, middle, both.height)).tobytes() == (
        left.crop((0, 0, middle, left.height)).tobytes()
    )
    assert both.tobytes() != left.tobytes()
