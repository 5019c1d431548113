import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.emoji.inflection import dictionary_forms


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("running", "run"),
        ("studies", "study"),
        ("studied", "study"),
        ("baking", "bake"),
        ("boxes", "box"),
        ("bought", "buy"),
        ("happier", "happy"),
        ("teeth", "tooth"),
        ("colour", "color"),
        ("color", "colour"),
        ("travelling", "traveling"),
        ("decrease", "decreasing"),
        ("食べた", "食べる"),
        ("走った", "走る"),
        ("飲んだ", "飲む"),
        ("飲んでる", "飲む"),
        ("書いて", "書く"),
        ("泳いだ", "泳ぐ"),
        ("話した", "話す"),
        ("行きたい", "行く"),
        ("行かない", "行く"),
        ("楽しかった", "楽しい"),
        ("寒くて", "寒い"),
        ("勉強した", "勉強"),
        ("掃除中", "掃除"),
        ("お財布", "財布"),
        ("つかれた", "つかれる"),
        ("猫が", "猫"),
    ],
)
def test_the_dictionary_form_is_among_the_guesses(word: str, base: str) -> None:
    assert base in dictionary_forms(word)


def test_a_kana_word_keeps_what_looks_like_a_particle() -> None:
    assert "ぷりん" not in dictionary_forms("ぷりんと")


@given(st.text(min_size=1, max_size=20))
def test_guesses_are_never_empty_nor_the_word_itself(word: str) -> None:
    forms = dictionary_forms(word)
    assert "" not in forms
    assert word not in forms
    assert len(set(forms)) == len(forms)
