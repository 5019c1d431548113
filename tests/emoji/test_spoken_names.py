"""What an emoji is called follows the language that is spoken, as far as the pack knows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emoji_labeler import wording
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from tests.emoji.small_pack import EMOJI


@pytest.fixture
def pack(tmp_path: Path) -> EmojiPack:
    """The small pack, with one emoji that has no Japanese name."""
    return EmojiPack.of([*EMOJI, Emoji(label="old_boot")], folder=tmp_path)


@pytest.fixture
def in_japanese() -> Iterator[None]:
    """The program speaks Japanese."""
    wording.speak("ja")
    yield
    wording.speak("en")


def test_in_english_an_emoji_has_its_english_name(pack: EmojiPack) -> None:
    assert pack.name_of("birthday-cake") == "birthday cake"
    assert pack.name_of("old_boot") == "old boot"


@pytest.mark.usefixtures("in_japanese")
def test_in_japanese_an_emoji_has_its_japanese_name_where_there_is_one(pack: EmojiPack) -> None:
    assert pack.name_of("birthday-cake") == "誕生日ケーキ"
    assert pack.name_of("old_boot") == "old boot"


def test_a_label_of_no_emoji_stays_as_it_is(pack: EmojiPack) -> None:
    assert pack.name_of("nobody-knows") == "nobody-knows"


def test_the_other_name_is_in_the_other_language(
    pack: EmojiPack, request: pytest.FixtureRequest
) -> None:
    cake, boot = pack.get("birthday-cake"), pack.get("old_boot")
    assert cake is not None
    assert boot is not None
    assert (cake.other_name, boot.other_name) == ("誕生日ケーキ", "")

    request.getfixturevalue("in_japanese")

    assert (cake.other_name, boot.other_name) == ("birthday cake", "")


@pytest.mark.usefixtures("in_japanese")
def test_what_models_are_told_does_not_depend_on_the_window(pack: EmojiPack) -> None:
    cake = pack.get("birthday-cake")

    assert cake is not None
    assert cake.name == "birthday cake"
