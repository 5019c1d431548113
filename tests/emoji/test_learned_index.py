import pytest

from emoji_labeler.domain.learned_word import LearnedFrom, LearnedWord
from emoji_labeler.emoji.learned_index import LearnedIndex


def _word(word: str, label: str, *, count: int = 1) -> LearnedWord:
    return LearnedWord(word=word, label=label, kind=LearnedFrom.QUERY, count=count)


def test_counts_of_the_same_word_add_up() -> None:
    index = LearnedIndex([_word("会議", "cat")])
    index.learn(_word("会議", "cat", count=2))
    assert index.words() == (_word("会議", "cat", count=3),)


def test_words_are_found_by_what_they_start_with_and_by_their_romaji_key() -> None:
    index = LearnedIndex([_word("かいぎ", "cat"), _word("meeting", "cat")])
    index.learn(_word("かいしゃ", "dog"))
    assert list(index.texts("かい")) == ["かいぎ", "かいしゃ"]
    assert list(index.texts_of_key("kaig")) == ["かいぎ"]


def test_what_is_forgotten_leaves_no_trace() -> None:
    index = LearnedIndex([_word("カイギ", "cat"), _word("かいぎ", "dog")])
    index.forget("かいぎ", label="cat")
    assert [word.label for word in index.words()] == ["dog"]
    index.forget("かいぎ", label="dog")
    index.forget("かいぎ", label="dog")
    assert index.words() == ()
    assert list(index.texts("")) == list(index.texts_of_key("")) == []


def test_a_word_used_for_everything_is_worth_less_than_one_used_for_one() -> None:
    index = LearnedIndex([_word("昼", "cat"), *(_word("夜", f"label-{n}") for n in range(9))])
    (_, faithful), *_ = index.worths("昼")
    (_, scattered), *_ = index.worths("夜")
    assert faithful > scattered


def test_a_word_used_often_is_worth_more_than_one_used_once() -> None:
    index = LearnedIndex([_word("often", "cat", count=9), _word("once", "cat")])
    assert index.worths("often")[0][1] > index.worths("once")[0][1]


def test_a_learned_word_says_why_it_is_there() -> None:
    assert _word("会議", "cat", count=3).explanation == (
        "“会議” was typed before cat was chosen, 3 times."
    )
    memo = LearnedWord(word="会議", label="cat", kind=LearnedFrom.MEMO)
    assert memo.explanation == "“会議” stands in memos that were labelled cat, once."


@pytest.mark.parametrize(("word", "label", "count"), [("", "cat", 1), ("x", "", 1), ("x", "c", 0)])
def test_a_learned_word_needs_a_word_a_label_and_a_count(word: str, label: str, count: int) -> None:
    with pytest.raises(ValueError, match="needs a word"):
        _word(word, label, count=count)
