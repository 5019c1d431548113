"""How texts are compared, and which cannot be kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.text import check_text, fault_in_text, fold, normalise, text_hash

HIRAGANA = "".join(chr(code) for code in range(0x3041, 0x3097))
KATAKANA = "".join(chr(code) for code in range(0x30A1, 0x30F7))
whole_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize("written", ["ねこ", "ネコ", "ﾈｺ"])
def test_every_way_to_write_kana_folds_to_hiragana(written: str) -> None:
    assert fold(written) == "ねこ"


def test_every_katakana_folds_to_its_hiragana() -> None:
    assert fold(KATAKANA) == fold(HIRAGANA) == HIRAGANA


@pytest.mark.parametrize(
    ("one", "other"),
    [("ＮＥＫＯ", "neko"), ("か\u3099", "が"), ("Straße", "STRASSE"), ("ﬁsh", "fish")],
)
def test_texts_that_read_alike_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(text=st.text(st.sampled_from(HIRAGANA + KATAKANA + "abcXYZ １ａー・猫")))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(text=whole_texts)
def test_texts_that_differ_in_form_alone_are_the_same_memo(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert text_hash(unicodedata.normalize(form, text)) == text_hash(text)


@given(words=st.lists(st.text("abc猫", min_size=1), min_size=1))
def test_white_space_and_case_make_no_other_memo(words: list[str]) -> None:
    tidy, untidy = " ".join(words), "\t \u3000".join(word.upper() for word in words) + "\n"

    assert text_hash(untidy) == text_hash(tidy)
    assert normalise(untidy) == tidy


def test_kana_of_two_kinds_are_two_memos() -> None:
    assert text_hash("ネコ") != text_hash("ねこ")


@given(text=whole_texts)
def test_whole_text_is_kept_as_it_is(text: str) -> None:
    assert check_text(text, what="Nothing was done.") == text
    assert len(text_hash(text)) == 32


@pytest.mark.parametrize(("text", "why"), [("a\x00b", "NUL"), ("\ud83d", "lone surrogate")])
def test_text_that_cannot_be_kept_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(WrongUseError, match=why) as caught:
        check_text(text, what="The note was not kept.")

    assert caught.value.what == "The note was not kept."
    assert why in fault_in_text(text)
