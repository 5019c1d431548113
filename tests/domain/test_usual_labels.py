"""The labels used lately keep their places."""

from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.usual_labels import UsualLabels

PLACES = 4
uses = st.lists(st.sampled_from("abcdefgh"), max_size=60)


def after(*labels: str) -> UsualLabels:
    usual = UsualLabels(places=PLACES)
    usual.used(labels)
    return usual


def test_labels_take_their_places_in_the_order_of_their_first_use() -> None:
    assert after("cat", "dog", "cat").labels == ("cat", "dog")


def test_a_new_label_takes_the_place_of_the_one_unused_for_longest() -> None:
    usual = after("a", "b", "c", "d", "a")

    usual.used(["e"])

    assert usual.labels == ("a", "e", "c", "d")


@given(labels=uses)
def test_no_label_ever_moves_to_another_place(labels: list[str]) -> None:
    usual = UsualLabels(places=PLACES)
    for label in labels:
        before = usual.labels
        usual.used([label])
        moved = [
            one
            for one in set(before) & set(usual.labels)
            if before.index(one) != usual.labels.index(one)
        ]
        assert moved == []


@given(labels=uses)
def test_the_labels_shown_are_the_ones_used_last(labels: list[str]) -> None:
    last_first = list(dict.fromkeys(reversed(labels)))

    assert set(after(*labels).labels) == set(last_first[:PLACES])
