from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.similarity import SimilarityIndex
from emoji_labeler.emoji.theme_table import ThemeRow

EMOJI = (
    Emoji(label="office-worker", name_en="office worker", keywords_en=("business", "desk")),
    Emoji(label="man-office-worker", keywords_en=("business",), variant_of="office-worker"),
    Emoji(label="open-for-business-button", name_en="open for business button"),
    Emoji(label="cat", name_ja="ネコ", keywords_ja=("ペット",)),
)
INDEX = SimilarityIndex(EMOJI, themes=[ThemeRow(words=("startup",), labels=("cat",))])


def _label(text: str) -> str | None:
    near = INDEX.nearest(text)
    return near.label if near else None


def test_a_keyword_counts_more_than_one_word_of_a_long_name() -> None:
    assert _label("business") == "office-worker"


def test_what_shares_nothing_is_near_to_nothing() -> None:
    assert _label("zzzz") is None
    assert _label("") is None


def test_a_word_of_the_theme_tables_counts() -> None:
    assert _label("my startup") == "cat"


def test_letters_in_common_are_enough_and_count_less() -> None:
    known, misspelt = INDEX.nearest("business"), INDEX.nearest("busines")
    assert known is not None
    assert misspelt is not None
    assert misspelt.label == known.label
    assert misspelt.score < known.score <= 1


def test_known_words_are_cut_out_of_japanese() -> None:
    assert _label("かわいいペットの話") == "cat"
