from hashlib import blake2b

import numpy as np
import pytest

from emoji_labeler.local_model.memo_vector import SIZE
from tests.local_model.words import small_model

TEXTS = ["猫と走った", "", "Tom's bakery is open, it rains", "三日月宗近展のチケット", "!?", "猫"]
HASHED = 447


def test_memos_read_together_get_what_each_gets_alone() -> None:
    model = small_model()
    many = TEXTS * 30
    vectors, votes = model.matrices(many)
    assert vectors.shape == (len(many), SIZE)
    for at, text in enumerate(many):
        alone = model.matrices([text])
        assert vectors[at] == pytest.approx(alone[0][0], abs=1e-6)
        assert np.array_equal(votes[at], alone[1][0])


def test_no_memos_have_no_rows() -> None:
    vectors, votes = small_model().matrices([])
    assert (vectors.shape, votes.shape) == ((0, SIZE), (0, 12))


def test_the_hashed_part_is_the_sum_of_the_signed_places_of_the_words() -> None:
    vector = small_model().matrices(["猫の天文台でzxcvs"])[0][0]
    # Two words that nobody knows, one in three pieces, and a known one.
    words = {"zxcv": 0.4, "天文台": 0.4, "天文": 0.4, "文台": 0.4, "j:猫": _CAT}
    expected = sum(weight * _places(word) for word, weight in words.items())
    assert vector[:HASHED] == pytest.approx(0.8 * expected / np.linalg.norm(expected), abs=1e-6)


_CAT = 0.8 * (1 + 0.3 * np.log(0.5))


def _places(word: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    places = np.zeros(HASHED)
    digest = blake2b(word.encode(), digest_size=16).digest()
    for at in range(0, 16, 2):
        number = int.from_bytes(digest[at : at + 2], "little")
        places[number // 2 % HASHED] += -1 if number % 2 else 1
    return places


def test_a_memo_without_a_word_has_nothing_but_the_constant() -> None:
    vector = small_model().matrices(["!?"])[0][0]
    assert vector[-1] == pytest.approx(0.2)
    assert not vector[:-1].any()
