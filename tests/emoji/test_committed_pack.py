"""The pack that comes with the program is what its rules make."""

import hashlib
import json
from pathlib import Path

import pytest
from PIL import Image

from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_check import check_pack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.resources import emoji_pack_folder
from scripts.build_pack import COLUMNS
from scripts.pack_build.base_emoji import kebab_case

FOLDER = emoji_pack_folder()
GROUPS = (
    *("smileys", "people", "nature", "food", "travel"),
    *("activities", "objects", "symbols", "flags"),
)


@pytest.fixture(scope="module")
def pack() -> EmojiPack:
    return load_pack(FOLDER)


def test_it_has_every_emoji_but_flags_of_places(pack: EmojiPack) -> None:
    assert len(pack) == len(set(pack.labels)) == 1652
    assert "black-flag" in pack
    assert "flag-japan" not in pack
    assert "flag-england" not in pack


def test_every_label_is_its_english_name_in_kebab_case(pack: EmojiPack) -> None:
    assert [kebab_case(emoji.name_en) for emoji in pack.emoji] == list(pack.labels)
    assert max(map(len, pack.labels)) <= 43


def test_groups_come_in_the_order_of_unicode(pack: EmojiPack) -> None:
    assert pack.groups == GROUPS
    assert pack.labels[0] == "grinning-face"


def test_every_file_has_the_checksum_that_lies_beside_it() -> None:
    lines = (FOLDER / "CHECKSUMS.sha256").read_text().splitlines()
    listed = {name: checksum for checksum, name in (line.split("  ") for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (*FOLDER.glob("*.png"), FOLDER / "pack.tsv", FOLDER / "pack.json")
    }
    assert found == listed


def test_every_picture_is_there_and_144_pixels_a_side(pack: EmojiPack) -> None:
    for label in pack.labels:
        with Image.open(pack.picture_path(label)) as picture:
            picture.load()
            assert (picture.size, picture.format) == ((144, 144), "PNG"), label


def test_the_check_finds_nothing(pack: EmojiPack) -> None:
    report = check_pack(FOLDER)
    assert report.findings == ()
    assert report.sound_labels == set(pack.labels)


def test_every_emoji_has_both_names_a_group_and_a_version(pack: EmojiPack) -> None:
    for emoji in pack.emoji:
        assert all((emoji.character, emoji.name_en, emoji.name_ja, emoji.subgroup)), emoji.label
        assert emoji.group in GROUPS
        assert float(emoji.version) <= 17


def test_variants_fold_one_level(pack: EmojiPack) -> None:
    variants = [emoji for emoji in pack.emoji if emoji.variant_of]
    assert len(variants) == 214
    for emoji in variants:
        base = pack.get(emoji.variant_of)
        assert base is not None, emoji.label
        assert base.variant_of == "", emoji.label


@pytest.mark.parametrize(
    ("label", "base"),
    [
        ("man-running", "person-running"),
        ("woman-running-facing-right", "person-running"),
        ("person-running-facing-right", "person-running"),
        ("woman-astronaut", "astronaut"),
        ("family-man-woman-boy", "family"),
        ("kiss-woman-man", "kiss"),
        ("girl", "child"),
        ("princess", "person-with-crown"),
        ("women-holding-hands", "people-holding-hands"),
    ],
)
def test_a_variant_points_to_the_neutral_emoji(pack: EmojiPack, label: str, base: str) -> None:
    assert pack.base_label(label) == base


@pytest.mark.parametrize("label", ["kiss-mark", "woman-dancing", "left-facing-fist", "family"])
def test_what_has_no_neutral_emoji_stands_alone(pack: EmojiPack, label: str) -> None:
    assert pack.base_label(label) == label


def test_every_alias_and_every_shortcode_belongs_to_one_label(pack: EmojiPack) -> None:
    aliases = [alias for emoji in pack.emoji for alias in emoji.aliases]
    codes = [code for emoji in pack.emoji for code in emoji.shortcodes]
    assert len(aliases) == len(set(aliases)) > 400
    assert not set(aliases) & set(pack.labels)
    assert len(codes) == len(set(codes)) > 2800


@pytest.mark.parametrize(
    ("alias", "label"),
    [
        ("coffee", "hot-beverage"),
        ("laptop-computer", "laptop"),
        ("hugging-face", "smiling-face-with-open-hands"),
        ("thumbs-up-sign", "thumbs-up"),
        ("woman-with-bunny-ears", "people-with-bunny-ears"),
    ],
)
def test_an_older_label_finds_its_emoji(pack: EmojiPack, alias: str, label: str) -> None:
    found = pack.find(alias)
    assert found is not None
    assert found.label == label


def test_slacks_dog_is_the_face_of_the_dog(pack: EmojiPack) -> None:
    assert [emoji.label for emoji in pack.emoji if "dog" in emoji.shortcodes] == ["dog-face"]


@pytest.mark.parametrize(
    ("label", "reading"),
    [
        ("cat", "ねこ"),
        ("mount-fuji", "ふじさん"),
        ("birthday-cake", "たんじょうび"),
        ("two-oclock", "にじ"),
        ("four-thirty", "よじはん"),
        ("turkey", "しちめんちょう"),
        ("woman-in-manual-wheelchair", "しゅどうしきくるまいすのじょせい"),
        ("coin", "こぜに"),
    ],
)
def test_japanese_words_are_read_as_people_read_them(
    pack: EmojiPack, label: str, reading: str
) -> None:
    emoji = pack.get(label)
    assert emoji is not None
    assert reading in emoji.readings


def test_readings_hold_no_kanji_and_no_katakana(pack: EmojiPack) -> None:
    def is_plain(char: str) -> bool:
        return "ぁ" <= char <= "ゖ" or char == "ー" or (char.isascii() and char.isalnum())

    odd = [read for emoji in pack.emoji for read in emoji.readings if not all(map(is_plain, read))]
    assert odd == []


def test_keywords_add_something_to_the_name(pack: EmojiPack) -> None:
    for emoji in pack.emoji:
        for keyword in emoji.keywords_en:
            assert not set(keyword.casefold().split()) <= set(emoji.name_en.casefold().split())
        assert emoji.name_ja not in emoji.keywords_ja


def test_the_columns_are_those_that_the_builder_writes() -> None:
    assert (FOLDER / "pack.tsv").read_text("utf-8").split("\n", 1)[0] == "\t".join(COLUMNS)


def test_the_description_and_the_licence_lie_beside_the_pictures(pack: EmojiPack) -> None:
    described = json.loads((FOLDER / "pack.json").read_text())
    assert (pack.id, pack.version) == (described["id"], described["version"]) == ("noto", "17.0.1")
    assert "Apache License" in (FOLDER / "LICENSE").read_text()
    assert "Changed: each drawing was rasterised" in (FOLDER / "NOTICE").read_text()


def test_every_font_has_its_licence() -> None:
    fonts = Path(FOLDER.parent / "fonts")
    names = {path.name for path in fonts.glob("*.ttf")}
    assert names == {
        *(f"Inter-{weight}.ttf" for weight in ("Regular", "SemiBold")),
        *(f"NotoSansJP-{weight}.ttf" for weight in ("Regular", "Heading")),
    }
    for name in names:
        licence = fonts / f"{name.partition('-')[0]}-OFL.txt"
        assert "SIL Open Font License, Version 1.1" in licence.read_text()
