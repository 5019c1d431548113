import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.text import fold
from emoji_labeler.emoji.folding import bare_emoji, kanji_skeleton, search_text, search_texts


@pytest.mark.parametrize("text", ["ネコ", "ﾈｺ", "ねこ", " ねこ ", "ねこ。", "「ねこ」"])
def test_kana_of_every_kind_fold_to_one(text: str) -> None:
    assert search_text(text) == "ねこ"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café Crème", "cafe creme"),
        ("ＣＡＴ", "cat"),
        ("heart_eyes", "heart eyes"),
        ("e-mail", "e mail"),
        ("women’s", "womens"),
        ("rock & roll", "rock and roll"),
        ("か\u3099", "が"),
        ("Tōkyō", "tokyo"),
        (":)", ":)"),
        ("+1", "+1"),
        ("", ""),
    ],
)
def test_punctuation_accents_and_width_do_not_matter(text: str, folded: str) -> None:
    assert search_text(text) == folded


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8))
def test_folding_many_is_folding_each(texts: list[str]) -> None:
    assert search_texts(texts) == [search_text(text) for text in texts]


@given(st.text(alphabet="ねこネコァヶヴー猫CATcatｶﾞＡ", max_size=12))
def test_letters_fold_as_they_do_everywhere_in_the_program(text: str) -> None:
    assert search_text(text) == fold(text)


@pytest.mark.parametrize(
    ("word", "skeleton"),
    [
        ("引越し", "引越"),
        ("引っ越し", "引越"),
        ("引越", "引越"),
        ("お引っ越し", "引越"),
        ("走った", "走"),
        ("ねこ", ""),
        ("かふぇで作業", ""),
        ("cat", ""),
    ],
)
def test_kanji_words_lose_their_endings_only(word: str, skeleton: str) -> None:
    assert kanji_skeleton(word) == skeleton


def test_skin_tones_and_variation_selectors_are_dropped() -> None:
    assert bare_emoji("👍🏽") == "👍"
    assert bare_emoji("❤\ufe0f") == bare_emoji("❤\ufe0e") == "❤"


def test_a_skin_tone_alone_stays_what_it_is() -> None:
    assert bare_emoji("🏽") == "🏽"
