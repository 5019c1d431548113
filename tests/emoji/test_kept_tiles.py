"""A pack whose tiles are kept is the same pack, and what has changed is read anew."""

import os
import pickle
from pathlib import Path

import pytest

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji import kept_tiles
from emoji_labeler.emoji.kept_tiles import load_kept_pack
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from tests.emoji.pictures import data_pack, pictures_pack

COLUMNS = "label group variant_of aliases"
ROWS = ("man people person bloke|guy", "person people - -", "cat nature - -")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack").mkdir()
    return data_pack(tmp_path / "pack", columns=COLUMNS, rows=ROWS, pictures=("man.png",))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def from_kept(folder: Path, *, cache: Path, monkeypatch: pytest.MonkeyPatch) -> EmojiPack:
    """Load a pack that has been kept, and fail where it is read row by row."""
    load_kept_pack(folder, cache=cache)
    with monkeypatch.context() as patched:
        patched.setattr(kept_tiles, "load_pack", lambda _: pytest.fail("it was read again"))
        return load_kept_pack(folder, cache=cache)


@pytest.mark.parametrize("is_own", [True, False])
def test_the_second_time_it_is_the_same_pack(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, is_own: bool
) -> None:
    folder = resources.emoji_pack_folder() if is_own else folder
    plain = load_pack(folder)
    pack = from_kept(folder, cache=cache, monkeypatch=monkeypatch)

    assert (pack.id, pack.name, pack.version) == (plain.id, plain.name, plain.version)
    assert (pack.folder, pack.tiles) == (plain.folder, plain.tiles)
    assert pack.emoji == plain.emoji


def test_the_rows_are_read_when_an_emoji_is_wanted(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = from_kept(folder, cache=cache, monkeypatch=monkeypatch)
    assert pack.labels == ("man", "person", "cat")
    assert pack.groups == ("people", "nature")
    assert pack.get("man") == Emoji(
        label="man", group="people", variant_of="person", aliases=("bloke", "guy")
    )


def test_a_data_file_that_has_changed_is_read_anew(folder: Path, cache: Path) -> None:
    load_kept_pack(folder, cache=cache)
    data_pack(folder, columns=COLUMNS, rows=(*ROWS, "dog nature - -"), pictures=())

    assert load_kept_pack(folder, cache=cache).labels == ("man", "person", "cat", "dog")
    assert len(list(cache.iterdir())) == 1


def test_a_row_that_goes_while_the_pack_is_open_leaves_a_label(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = from_kept(folder, cache=cache, monkeypatch=monkeypatch)
    data_pack(folder, columns=COLUMNS, rows=ROWS[1:], pictures=())

    assert pack.get("man") == Emoji(label="man")
    assert pack.get("cat") == Emoji(label="cat", group="nature")


def test_a_file_that_goes_while_the_pack_is_open_is_an_error_in_words(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = from_kept(folder, cache=cache, monkeypatch=monkeypatch)
    (folder / "pack.tsv").unlink()

    with pytest.raises(PackError, match=r"pack\.tsv could not be read"):
        pack.get("man")


def test_a_pack_with_a_fault_is_refused_and_not_kept(folder: Path, cache: Path) -> None:
    data_pack(folder, columns=COLUMNS, rows=(*ROWS, "cat nature - -"), pictures=())

    for _ in range(2):
        with pytest.raises(PackError, match="repeats the label cat"):
            load_kept_pack(folder, cache=cache)
    assert not cache.exists()


def test_a_pack_without_a_data_file_is_loaded_and_not_kept(tmp_path: Path, cache: Path) -> None:
    folder = pictures_pack(tmp_path / "mine", "on.png", "off.png")

    assert load_kept_pack(folder, cache=cache).labels == ("off", "on")
    assert not cache.exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"other\na\tb\n\t\n\t", None])
def test_a_broken_file_does_no_harm(folder: Path, cache: Path, content: bytes | None) -> None:
    tiles = load_kept_pack(folder, cache=cache).tiles
    whole = kept(cache).read_bytes()
    kept(cache).write_bytes(whole[:-4] if content is None else content)

    assert load_kept_pack(folder, cache=cache).tiles == tiles
    assert kept(cache).read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of the folder")
def test_a_cache_that_cannot_be_written_does_no_harm(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert load_kept_pack(folder, cache=tmp_path / "file").labels == ("man", "person", "cat")


def test_it_travels_without_what_was_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = from_kept(folder, cache=cache, monkeypatch=monkeypatch)
    before = len(pickle.dumps(pack))
    words = pack.emoji
    there: EmojiPack = pickle.loads(pickle.dumps(pack))  # noqa: S301

    assert len(pickle.dumps(pack)) == before
    assert there.emoji == words
