import numpy as np
import pytest

from emoji_labeler.local_model import english, japanese
from emoji_labeler.local_model.memo_reader import FoundTerm
from tests.local_model.words import small_model


@pytest.mark.parametrize(
    ("memo", "label"),
    [
        ("締切が近い。", "calendar"),
        ("しめきりがちかい。", "calendar"),
        ("川沿いを走って帰った。", "person-running"),
        ("昨日の夜、猫が来た。", "cat-face"),
        ("パン屋に寄った。", "croissant"),
        ("I jogged along the river.", "person-running"),
        ("Two deadlines in one week.", "calendar"),
        ("The puppies are asleep.", "dog-face"),
    ],
)
def test_a_word_of_the_memo_puts_its_label_first(memo: str, label: str) -> None:
    assert small_model().ranked([memo], count=1)[0][0][0] == label


def test_what_a_memo_opens_with_weighs_more_than_what_it_closes_with() -> None:
    model = small_model()
    rest = "が庭に来て、ずっとこちらを見ていた。それから"
    first, second = model.ranked([f"猫{rest}犬が来た。", f"犬{rest}猫が来た。"], count=1)
    assert (first[0][0], second[0][0]) == ("cat-face", "dog-face")


def test_a_variant_ranks_behind_its_neutral_emoji() -> None:
    labels = [label for label, _ in small_model().ranked(["a marathon"], count=12)[0]]
    assert labels.index("person-running") < labels.index("man-running")


def test_probabilities_of_all_labels_add_up_to_1() -> None:
    probabilities = small_model().probabilities(["猫", "", "nothing known 123"])
    assert probabilities.shape == (3, 12)
    assert probabilities.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_votes_of_many_memos_are_the_sums_of_what_their_terms_say() -> None:
    model = small_model()
    prior = model.prior
    texts = ["猫と走った。猫がいい", "", "two deadlines, a kitten and a marathon", "それだけ", "猫"]
    votes = prior.votes([prior.read(text) for text in texts])
    assert votes.shape == (5, 12)
    for text, row in zip(texts, votes, strict=True):
        expected = np.zeros(12)
        for said in _loudest(prior.read(text).terms):
            labels, weights = prior.lexicon.votes(said[0])
            expected[labels] += weights * said[1]
        assert row == pytest.approx(expected, abs=1e-6)


def _loudest(terms: list[FoundTerm]) -> list[tuple[int, float]]:
    """Return rows and loudness: what opens a memo counts 1.7 times, what closes it 0.8 times."""
    said = [
        (one.row, one.weight * (1.7 if one.place < 0.3 else 0.8 if one.place > 0.7 else 1.0))
        for one in terms
    ]
    return [
        (row, max(loud for other, loud in said if other == row)) for row in {row for row, _ in said}
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("日曜日", 0, 1), ("スパンコール", 1, 3), ("かばんの中", 1, 3), ("caterpillar", 0, 3)],
)
def test_a_word_inside_another_word_is_not_that_word(text: str, start: int, end: int) -> None:
    assert japanese.trust(text, start, end) == 0


def test_a_word_at_its_borders_is_trusted() -> None:
    assert japanese.trust("駅前のパン屋", 3, 5) == 1
    assert japanese.trust("チーズケーキ", 3, 6) > 0.5


@pytest.mark.parametrize(
    "forms",
    [
        "bake baked bakes baking",
        "run ran running runs",
        "study studies studied studying",
        "knife knives",
        "stop stopped stopping",
        "mum mom",
    ],
)
def test_forms_of_an_english_word_share_a_stem(forms: str) -> None:
    assert len({english.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "written"),
    [("走る", "走って"), ("飲む", "飲んだ"), ("食べる", "食べた"), ("嬉しい", "嬉しかった")],
)
def test_forms_of_a_japanese_word_are_beginnings_of_what_is_written(
    word: str, written: str
) -> None:
    assert any(written.startswith(form) for form in japanese.forms(word))
