import os
from pathlib import Path

import pytest
from PIL import Image

from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji.atlas import atlas_path, build_atlas, open_atlas
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.resources import emoji_pack_folder
from tests.emoji.pictures import draw, pictures_pack


def pixel(tile: memoryview, *, x: int, y: int, size_px: int) -> tuple[int, ...]:
    """Blue, green, red and alpha at one place."""
    return tuple(tile[(y * size_px + x) * 4 :][:4])


def test_every_picture_comes_back_where_its_label_is(tmp_path: Path) -> None:
    pack = load_pack(pictures_pack(tmp_path / "mine", "a.png", "b.png", "c.png"))
    for label, colour in (("a", "#ff0000"), ("b", "#00ff0080"), ("c", "#0000ff")):
        draw(tmp_path / "mine" / f"{label}.png", colour=colour)
    build_atlas(pack, size_px=8, folder=tmp_path / "cache")
    atlas = open_atlas(pack, size_px=8, folder=tmp_path / "cache")
    assert atlas is not None
    assert pixel(atlas.picture("a"), x=3, y=3, size_px=8) == (0, 0, 255, 255)
    assert pixel(atlas.picture("b"), x=3, y=3, size_px=8) == (0, 128, 0, 128)
    assert pixel(atlas.picture("c"), x=7, y=0, size_px=8) == (255, 0, 0, 255)
    with pytest.raises(KeyError):
        atlas.picture("d")


def test_pictures_of_the_pack_are_what_pillow_makes_of_them(tmp_path: Path) -> None:
    pack = load_pack(emoji_pack_folder(), only={"cat", "hot-beverage", "thumbs-up"})
    build_atlas(pack, size_px=144, folder=tmp_path)
    atlas = open_atlas(pack, size_px=144, folder=tmp_path)
    assert atlas is not None
    for label in pack.labels:
        with Image.open(pack.picture_path(label)) as picture:
            expected = picture.convert("RGBA").convert("RGBa").tobytes("raw", "BGRa")
        assert atlas.picture(label) == expected


def test_no_colour_is_brighter_than_its_alpha_allows(tmp_path: Path) -> None:
    pack = load_pack(emoji_pack_folder(), only={"cat", "rainbow", "sparkles"})
    build_atlas(pack, size_px=48, folder=tmp_path)
    atlas = open_atlas(pack, size_px=48, folder=tmp_path)
    assert atlas is not None
    for label in pack.labels:
        tile = bytes(atlas.picture(label))
        assert all(max(tile[at : at + 3]) <= tile[at + 3] for at in range(0, len(tile), 4))


def test_a_wide_picture_keeps_its_shape_in_the_middle(tmp_path: Path) -> None:
    draw(tmp_path / "wide.png", size=(40, 10))
    pack = load_pack(tmp_path)
    build_atlas(pack, size_px=8, folder=tmp_path / "cache")
    atlas = open_atlas(pack, size_px=8, folder=tmp_path / "cache")
    assert atlas is not None
    alphas = [pixel(atlas.picture("wide"), x=4, y=y, size_px=8)[3] for y in range(8)]
    assert alphas == [0, 0, 0, 255, 255, 0, 0, 0]


def test_what_is_no_picture_becomes_transparent(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "good.png")
    (tmp_path / "bad.png").write_text("no picture")
    pack = load_pack(tmp_path)
    build_atlas(pack, size_px=8, folder=tmp_path / "cache")
    atlas = open_atlas(pack, size_px=8, folder=tmp_path / "cache")
    assert atlas is not None
    assert not any(atlas.picture("bad"))
    assert any(atlas.picture("good"))


def test_an_atlas_is_not_reused_for_other_sizes_packs_or_pictures(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = pictures_pack(tmp_path / "mine", "cat.png")
    build_atlas(load_pack(folder), size_px=8, folder=cache)
    assert open_atlas(load_pack(folder), size_px=8, folder=cache) is not None
    assert open_atlas(load_pack(folder), size_px=9, folder=cache) is None
    other = pictures_pack(tmp_path / "other", "cat.png")
    assert open_atlas(load_pack(other), size_px=8, folder=cache) is None
    os.utime(folder / "cat.png", ns=(1, 1))
    assert open_atlas(load_pack(folder), size_px=8, folder=cache) is None


def test_an_atlas_that_was_cut_off_is_not_used(tmp_path: Path) -> None:
    pack = load_pack(pictures_pack(tmp_path / "mine", "cat.png"))
    path = build_atlas(pack, size_px=8, folder=tmp_path)
    assert path is not None
    for length in (100, 0):
        os.truncate(path, length)
        assert open_atlas(pack, size_px=8, folder=tmp_path) is None


def test_a_cancelled_build_leaves_nothing(tmp_path: Path) -> None:
    pack = load_pack(pictures_pack(tmp_path / "mine", "a.png", "b.png"))
    answers = iter([False, True])
    cache = tmp_path / "cache"
    built = build_atlas(pack, size_px=8, folder=cache, is_cancelled=lambda: next(answers))
    assert built is None
    assert list(cache.iterdir()) == []


def test_old_atlases_of_the_same_pack_go_and_others_stay(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    pack = load_pack(pictures_pack(tmp_path / "mine", "cat.png"))
    neighbour = load_pack(pictures_pack(tmp_path / "mine-2", "cat.png"))
    stays = build_atlas(neighbour, size_px=8, folder=cache)
    for age, size_px in enumerate(range(10, 16)):
        path = build_atlas(pack, size_px=size_px, folder=cache)
        assert path is not None
        os.utime(path, (1000 + age, 1000 + age))
    newest = build_atlas(pack, size_px=16, folder=cache)
    expected = {atlas_path(pack, size_px=size_px, folder=cache) for size_px in (13, 14, 15)}
    assert set(cache.iterdir()) == {*expected, newest, stays}


def test_what_a_killed_build_left_goes_after_an_hour(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    pack = load_pack(pictures_pack(tmp_path / "mine", "cat.png"))
    for name, changed in (("mine.old.part", 1000), ("mine.running.part", None)):
        (cache / name).write_bytes(b"")
        if changed:
            os.utime(cache / name, (changed, changed))
    build_atlas(pack, size_px=8, folder=cache)
    assert [path.name for path in cache.glob("*.part")] == ["mine.running.part"]


def test_a_folder_that_cannot_be_written_is_said_in_three_parts(tmp_path: Path) -> None:
    pack = load_pack(pictures_pack(tmp_path / "mine", "cat.png"))
    with pytest.raises(PackError, match="cannot be written"):
        build_atlas(pack, size_px=8, folder=draw(tmp_path / "file.png"))
