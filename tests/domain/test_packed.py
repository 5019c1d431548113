"""A packed sequence reads like the list it was made of and takes few bytes."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.packed import Packed


@given(st.lists(st.sampled_from(["", "cat", "dog", "猫"])))
def test_it_reads_like_the_list_it_was_made_of(values: list[str]) -> None:
    packed = Packed(values)

    assert list(packed) == values
    assert len(packed) == len(values)
    assert [packed[at] for at in range(len(values))] == values
    assert packed[1:3] == values[1:3]


def test_it_comes_out_of_a_pickle_as_it_was() -> None:
    values = [("cat", "dog"), (), ("cat",), ()]

    assert list(pickle.loads(pickle.dumps(Packed(values)))) == values  # noqa: S301 - Our own.


def test_it_holds_more_than_65536_different_values() -> None:
    values = [str(number) for number in range(70_000)] * 2

    assert list(Packed(values)) == values


def test_a_value_takes_two_bytes_on_the_way_to_another_process() -> None:
    values = ["a rather long label", "another one"] * 50_000

    assert len(pickle.dumps(Packed(values), pickle.HIGHEST_PROTOCOL)) < 2 * len(values) + 300
