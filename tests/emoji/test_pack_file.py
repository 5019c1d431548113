from pathlib import Path

import pytest

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.errors import PackError
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_check import check_pack
from emoji_labeler.emoji.pack_file import load_pack
from tests.emoji.pictures import data_pack, draw, pictures_pack

COLUMNS = "label group variant_of aliases"


def people(folder: Path) -> Path:
    rows = ("man people person bloke|guy", "person people - -", "cat nature - -")
    return data_pack(folder, columns=COLUMNS, rows=rows, pictures=("man.png", "person.webp"))


def test_a_folder_of_pictures_is_a_pack_in_the_order_of_names(tmp_path: Path) -> None:
    folder = pictures_pack(tmp_path / "mine", "on.png", "100.jpg", "+1.GIF", "a.b.webp", "c.bmp")
    (folder / "readme.txt").write_text("no picture")
    (folder / ".hidden.png").write_bytes(b"")
    pack = load_pack(folder)
    assert pack.labels == ("+1", "100", "a.b", "c", "on")
    assert pack.picture_path("+1") == folder / "+1.GIF"
    assert (pack.id, pack.name, pack.version, pack.groups) == ("mine", "mine", "", ())
    assert pack.get("on") == Emoji(label="on")


def test_a_row_becomes_an_emoji_when_it_is_asked_for(tmp_path: Path) -> None:
    pack = load_pack(people(tmp_path))
    emoji = Emoji(label="man", group="people", variant_of="person", aliases=("bloke", "guy"))
    assert pack.get("man") == emoji
    assert pack.emoji[0] is pack.get("man")
    assert pack.get("nobody") is None


def test_a_family_is_neutral_first_whichever_member_asks(tmp_path: Path) -> None:
    pack = load_pack(people(tmp_path))
    for label in ("man", "person"):
        assert [emoji.label for emoji in pack.variants(label)] == ["person", "man"]
    assert [emoji.label for emoji in pack.variants("cat")] == ["cat"]
    assert pack.variants("nobody") == ()


def test_an_alias_finds_but_is_no_label(tmp_path: Path) -> None:
    pack = load_pack(people(tmp_path))
    assert pack.find("guy") is pack.get("man") is pack.find("man")
    assert pack.find("nobody") is None
    assert "guy" not in pack


def test_pictures_beside_a_data_file_may_have_any_ending(tmp_path: Path) -> None:
    pack = load_pack(people(tmp_path))
    assert pack.picture_path("person").name == "person.webp"
    assert pack.picture_path("cat") == tmp_path / "cat.png"


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "pack.tsv").write_bytes("\ufefflabel\ten\r\ncat\tCat\r\n".encode())
    assert load_pack(tmp_path).emoji == (Emoji(label="cat", name_en="Cat"),)


def test_the_description_names_the_pack(tmp_path: Path) -> None:
    draw(tmp_path / "cat.png")
    (tmp_path / "pack.json").write_text('{"id": "mine", "name": "My pack", "version": 3}')
    pack = load_pack(tmp_path)
    assert (pack.id, pack.name, pack.version) == ("mine", "My pack", "3")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("cat\tCat\n", "first line"),
        ("label\tlabel\n", "first line"),
        ("", "first line"),
        ("label\ten\ncat\n", "Line 2 .* 1 fields and not 2"),
        ("label\ten\ncat\tCat\n../cat\tCat\n", "Line 3 .* holds one of"),
        ("label\ten\ncat\tCat\ncat\tCat\n", "Line 3 .* repeats the label cat"),
    ],
)
def test_a_broken_data_file_is_refused_with_its_line(
    tmp_path: Path, content: str, why: str
) -> None:
    (tmp_path / "pack.tsv").write_text(content)
    with pytest.raises(PackError, match=why):
        load_pack(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_broken_description_is_refused(tmp_path: Path, content: str) -> None:
    draw(tmp_path / "cat.png")
    (tmp_path / "pack.json").write_text(content)
    with pytest.raises(PackError, match=r"pack\.json"):
        load_pack(tmp_path)


def test_a_folder_without_pictures_or_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="holds no picture"):
        load_pack(tmp_path)
    with pytest.raises(PackError, match="not a folder"):
        load_pack(tmp_path / "nowhere")


def test_a_picture_with_an_unusable_name_is_refused(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png", " dog.png")
    with pytest.raises(PackError, match="begins or ends with a blank"):
        load_pack(tmp_path)


def test_the_sound_rest_of_a_folder_can_be_loaded(tmp_path: Path) -> None:
    pictures_pack(tmp_path, "cat.png", " dog.png", "cat.gif")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    pack = load_pack(tmp_path, only=check_pack(tmp_path).sound_labels)
    assert pack.labels == ("cat",)
    # The check keeps the first of two by name, and so does the pack.
    assert pack.picture_path("cat").name == "cat.gif"


def test_the_sound_rest_of_a_data_file_can_be_loaded(tmp_path: Path) -> None:
    rows = ("cat nature", "broken", "cat nature", "dog nature", "cow nature")
    data_pack(tmp_path, columns="label group", rows=rows, pictures=("cat.png", "cow.png"))
    pack = load_pack(tmp_path, only=check_pack(tmp_path).sound_labels)
    assert pack.labels == ("cat", "cow")
    assert [emoji.label for emoji in pack.emoji] == ["cat", "cow"]


def test_a_link_out_of_the_folder_is_no_picture_of_the_pack(tmp_path: Path) -> None:
    folder = pictures_pack(tmp_path / "pack", "cat.png")
    (folder / "dog.png").symlink_to(draw(tmp_path / "dog.png"))
    (folder / "kitten.png").symlink_to(folder / "cat.png")
    assert load_pack(folder).labels == ("cat", "kitten")


def test_a_pack_of_existing_emoji_needs_no_file(tmp_path: Path) -> None:
    pack = EmojiPack.of([Emoji(label="cat", group="nature")], folder=tmp_path)
    assert pack.get("cat") == Emoji(label="cat", group="nature")
    assert (len(pack), pack.groups, "cat" in pack) == (1, ("nature",), True)
