import pytest

from emoji_labeler.emoji import unicode_forms


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("a 🎂 b 👩🏽‍💻", ["🎂", "👩🏽‍💻"]),
        ("1️⃣2", ["1️⃣"]),
        ("🇯🇵🇫🇷", ["🇯🇵", "🇫🇷"]),
        ("👍🏽👎", ["👍🏽", "👎"]),
        ("no emoji, 12 #", []),
    ],
)
def test_emoji_are_found_with_all_that_is_joined_to_them(text: str, emoji: list[str]) -> None:
    assert unicode_forms.emoji_in(text) == emoji


def test_a_sign_is_text_unless_it_asks_for_a_picture() -> None:
    assert unicode_forms.is_text_sign("™")
    assert not unicode_forms.is_text_sign("™️")
    assert not unicode_forms.is_text_sign("🎂")


def test_halves_of_one_character_are_joined_and_others_replaced() -> None:
    assert unicode_forms.mended("a\ud83d\ude00b\ud83d") == "a😀b\ufffd"


def test_forms_lose_tone_then_direction_then_gender() -> None:
    forms = list(dict.fromkeys(unicode_forms.simpler_forms("🏃🏽‍♀️‍➡️")))
    assert forms[:3] == ["🏃‍♀‍➡", "🏃‍♀", "🏃"]


def test_a_joined_emoji_is_shortened_from_its_end() -> None:
    assert list(unicode_forms.shorter_forms("👨‍👩‍👧")) == ["👨‍👩", "👨"]
    assert list(unicode_forms.shorter_forms("🎂")) == []


def test_signs_have_names() -> None:
    assert unicode_forms.words_for("★ and 🇯🇵") == "black star flag"
