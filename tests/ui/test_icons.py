"""Icons are drawn once and kept; what is kept is never another icon."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPixmap

from emoji_labeler import resources
from emoji_labeler.ui import icons as icons_module
from emoji_labeler.ui.icons import Icons
from emoji_labeler.ui.kept_pixels import read_kept, write_kept

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "icons"
    folder.mkdir()
    for name in ("user", "search"):
        shutil.copy(resources.assets_folder() / "icons" / f"{name}.svg", folder)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def seen(icons: Icons, name: str, *, colour: str = "#102030", size: int = 18) -> QImage:
    pixmap: QPixmap = icons.pixmap(name, colour=colour, size=size, scale=2.0)
    assert pixmap.devicePixelRatio() == 2.0
    return pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)


def cannot_draw(*_: object, **__: object) -> bytes:
    pytest.fail("an icon was drawn that is kept")


def test_an_icon_is_drawn_in_its_colour_and_nothing_else(folder: Path, cache: Path) -> None:
    image = seen(Icons(folder, cache=cache), "user")
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert (image.width(), colours) == (36, {"#102030"})


def test_the_next_start_shows_the_same_without_drawing(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Icons(folder, cache=cache)
    drawn = [seen(first, "user"), seen(first, "search"), seen(first, "user", colour="#ff0000")]
    first.keep()
    monkeypatch.setattr(icons_module.Icons, "_draw", cannot_draw)
    then = Icons(folder, cache=cache)
    shown = [seen(then, "user"), seen(then, "search"), seen(then, "user", colour="#ff0000")]

    assert shown == drawn
    assert drawn[0] != drawn[1] != drawn[2]


def test_an_icon_whose_file_has_changed_is_drawn_anew(folder: Path, cache: Path) -> None:
    first = Icons(folder, cache=cache)
    before = seen(first, "user")
    first.keep()
    shutil.copy(folder / "search.svg", folder / "user.svg")

    assert seen(Icons(folder, cache=cache), "user") != before


def test_nothing_is_written_where_all_was_kept(folder: Path, cache: Path) -> None:
    first = Icons(folder, cache=cache)
    seen(first, "user")
    first.keep()
    (kept,) = cache.iterdir()
    kept.chmod(0o600)
    written = kept.stat().st_mtime_ns
    then = Icons(folder, cache=cache)
    seen(then, "user")
    then.keep()

    assert kept.stat().st_mtime_ns == written


@pytest.mark.parametrize(
    "content", [b"", b"no list", b'{"a": 4}\n123', b'{"a": 2}\n123', b'["a"]\n', b'{"a": "b"}\n1']
)
def test_a_broken_file_keeps_nothing_and_does_no_harm(
    folder: Path, cache: Path, content: bytes
) -> None:
    cache.mkdir()
    (cache / "icons.bgra").write_bytes(content)

    assert read_kept(cache / "icons.bgra") == {}
    assert seen(Icons(folder, cache=cache), "user").width() == 36


def test_a_folder_that_cannot_be_written_does_no_harm(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    icons = Icons(folder, cache=tmp_path / "file")
    seen(icons, "user")
    icons.keep()

    assert read_kept(tmp_path / "file" / "icons.bgra") == {}


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    drawings = {"a": b"1234", "ü": b"", "b\nc": b"\n5"}
    write_kept(tmp_path / "kept", drawings)

    assert read_kept(tmp_path / "kept") == drawings
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
