"""Pictures are the same from file and from atlas, and hold the pixels of the screen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.atlas import build_atlas
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.ui.background import Background
from emoji_labeler.ui.pictures import Pictures
from tests.emoji.pictures import draw

LABELS = ("cat-face", "birthday-cake", "umbrella")
TOLERANCE = 6.0
"""Mean difference of a channel, of 255: file and atlas are scaled by two libraries."""


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """Threads whose results come to this one, which needs Qt."""
    assert qapp.thread().isCurrentThread()
    running = Background(on_error=lambda error: pytest.fail(str(error)))
    yield running
    running.close()


@pytest.fixture
def pack(small_pack: Path) -> EmojiPack:
    return load_pack(small_pack)


def pixels(image: QImage) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Premultiplied channels of an image, as floats."""
    converted = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    flat = np.frombuffer(converted.constBits(), dtype=np.uint8)
    return flat.reshape(image.height(), image.width(), 4).astype(float)


@pytest.mark.parametrize("size", [36, 40, 80])
@pytest.mark.parametrize("label", LABELS)
def test_a_picture_from_the_atlas_looks_like_the_one_from_the_file(
    pack: EmojiPack, background: Background, tmp_path: Path, label: str, size: int
) -> None:
    without = Pictures(pack, cache=tmp_path / "empty", background=background)
    build_atlas(pack, size_px=size, folder=tmp_path / "cache")
    with_atlas = Pictures(pack, cache=tmp_path / "cache", background=background)

    from_file = without.image(label, side=size, scale=1.0)
    from_atlas = with_atlas.image(label, side=size, scale=1.0)

    assert with_atlas._atlases
    assert from_file.size() == from_atlas.size()
    difference = np.abs(pixels(from_file) - pixels(from_atlas))
    assert difference.mean() < TOLERANCE
    assert pixels(from_atlas)[..., 3].max() == 255


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_a_picture_holds_the_pixels_of_the_screen(
    pack: EmojiPack, background: Background, tmp_path: Path, scale: float
) -> None:
    image = Pictures(pack, cache=tmp_path, background=background).image(
        "cat-face", side=40, scale=scale
    )

    assert image.width() == image.height() == 40 * scale
    assert image.devicePixelRatio() == scale


def test_the_same_pixels_are_known_at_more_than_one_scale(
    pack: EmojiPack, background: Background, tmp_path: Path
) -> None:
    pictures = Pictures(pack, cache=tmp_path, background=background)

    in_grid = pictures.image("cat-face", side=40, scale=1.0)
    on_tab = pictures.image("cat-face", side=20, scale=2.0)

    assert in_grid.size() == on_tab.size()
    assert [in_grid.devicePixelRatio(), on_tab.devicePixelRatio()] == [1.0, 2.0]


def test_the_pictures_become_sharp_when_the_atlas_has_come(
    pack: EmojiPack, background: Background, tmp_path: Path, qtbot: QtBot
) -> None:
    pictures = Pictures(pack, cache=tmp_path, background=background)
    pictures.image("cat-face", side=40, scale=1.0)
    spy = QSignalSpy(pictures.sharpened)

    pictures.build_atlas(size=40)
    pictures.build_atlas(size=40)
    qtbot.waitUntil(lambda: spy.count() > 0)

    assert spy.count() == 1
    assert not pictures.image("cat-face", side=40, scale=1.0).isNull()
    assert len(list(tmp_path.glob("*.bgra"))) == 1


@pytest.mark.parametrize("has_atlas", [False, True])
def test_a_label_without_a_picture_gives_a_null_image(
    pack: EmojiPack, background: Background, tmp_path: Path, has_atlas: bool
) -> None:
    if has_atlas:
        build_atlas(pack, size_px=40, folder=tmp_path)
    pictures = Pictures(pack, cache=tmp_path, background=background)

    assert pictures.image("no-such-label", side=40, scale=1.0).isNull()


@pytest.mark.parametrize("size", [(30, 10), (10, 30)])
def test_a_picture_that_is_no_square_keeps_its_shape_in_the_middle(
    background: Background, tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    draw(folder / "flag.png", size=size)
    pictures = Pictures(load_pack(folder), cache=tmp_path / "cache", background=background)

    alpha = pixels(pictures.image("flag", side=60, scale=1.0))[..., 3]

    assert alpha.shape == (60, 60)
    assert alpha[30, 30] == 255
    assert alpha[0, 0] == alpha[59, 59] == 0
    assert round(float((alpha > 0).mean()), 2) == 0.33


def test_a_label_of_an_older_pack_shows_the_picture_that_has_its_place(
    pack: EmojiPack, tmp_path: Path, background: Background
) -> None:
    renamed = EmojiPack.of(
        [Emoji(label="cat-face", aliases=("kitty",))], folder=pack.folder, name="renamed"
    )
    pictures = Pictures(renamed, cache=tmp_path, background=background)

    old, new = (pictures.image(label, side=32, scale=1.0) for label in ("kitty", "cat-face"))

    assert not new.isNull()
    assert old == new
    assert pictures.image("never-there", side=32, scale=1.0).isNull()
