import numpy as np
import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.usefulness import most_useful_first
from tests.local_model.words import small_model


def _probability(model: LocalModel, text: str, label: str) -> float:
    return float(model.probabilities([text])[0][model.labels.index(label)])


def test_an_answer_makes_its_label_likelier_at_once() -> None:
    model = small_model()
    before = _probability(model, "田中さんと話した", "red-heart")
    model.learn("田中さんと話した", label="red-heart")
    assert _probability(model, "田中さんと話した", "red-heart") > 2 * before


def test_what_was_learned_reaches_other_memos_with_the_same_unknown_word() -> None:
    model = small_model()
    before = _probability(model, "また佐々木課長に呼ばれた", "crying-face")
    for text in ("佐々木課長の話が長い", "佐々木課長とごはん"):
        model.learn(text, label="crying-face")
    assert _probability(model, "また佐々木課長に呼ばれた", "crying-face") > 1.5 * before


def test_a_label_nobody_chose_rises_with_its_neighbour() -> None:
    model = small_model()
    before = _probability(model, "田中さん", "running-shoe") / _probability(
        model, "田中さん", "hospital"
    )
    model.learn("田中さん", label="person-running")
    after = _probability(model, "田中さん", "running-shoe") / _probability(
        model, "田中さん", "hospital"
    )
    assert after > 1.05 * before


def test_equal_histories_give_equal_models() -> None:
    models = [small_model(), small_model()]
    for model in models:
        for text, label in (("猫", "cat-face"), ("雨だ", "umbrella"), ("猫と犬", "dog-face")):
            model.learn(text, label=label)
    first, second = models
    assert np.array_equal(first.probabilities(["猫"]), second.probabilities(["猫"]))
    assert first.version == second.version != small_model().version


def test_another_order_is_another_version() -> None:
    first, second = small_model(), small_model()
    for model, texts in ((first, "猫 犬"), (second, "犬 猫")):
        for text in texts.split():
            model.learn(text, label="bread")
    assert first.version != second.version


def test_a_corrected_answer_wins_over_the_first() -> None:
    model = small_model()
    model.learn("田中さん", label="bread")
    for _ in range(4):
        model.learn("田中さん", label="umbrella")
    assert model.ranked(["田中さん"], count=1)[0][0][0] == "umbrella"


def test_a_label_of_another_pack_is_refused_and_nothing_learned() -> None:
    model = small_model()
    with pytest.raises(WrongUseError):
        model.learn("猫", label="no-such-label")
    assert model.version == "cold"


def test_the_most_useful_order_holds_every_memo_once_and_spreads() -> None:
    texts = ["猫が来た"] * 5 + ["雨が降った", "病院へ行った", "パンを焼いた"]
    order = most_useful_first(small_model(), texts)
    assert sorted(order) == list(range(8))
    assert {5, 6, 7} <= set(order[:4])
    assert order == most_useful_first(small_model(), texts)


def test_no_memos_have_no_order() -> None:
    assert most_useful_first(small_model(), []) == []


def test_of_very_many_memos_those_not_looked_at_keep_their_order() -> None:
    texts = [f"memo {number}" for number in range(3500)]
    order = most_useful_first(small_model(), texts)
    assert sorted(order) == list(range(3500))
    assert order[3000:] == sorted(order[3000:])
