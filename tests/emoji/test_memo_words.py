from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.emoji.memo_words import words_of_memo


def test_nouns_are_found_by_their_script() -> None:
    words = words_of_memo("今日は会議があって、スーツを買った。Then I went to the dentist!")
    assert set(words) == {"dentist", "スーツ", "会議"}


def test_four_kanji_are_also_their_halves() -> None:
    assert words_of_memo("就職活動を始めた") == ("就職活動", "就職", "活動")


def test_a_word_counts_once_and_half_width_is_full_width() -> None:
    assert words_of_memo("ﾈｺとネコ") == ("ネコ",)


@given(st.text(max_size=200))
def test_any_text_gives_words_that_can_be_learned(text: str) -> None:
    assert all(len(word) > 1 for word in words_of_memo(text))
