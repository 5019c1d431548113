"""Near-duplicates, beside a comparison of each with each."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.datasets.near_duplicates import (
    THRESHOLD,
    Clusters,
    near_duplicate_clusters,
    similarity,
)
from emoji_labeler.domain.text import normalise, words_alone

_TEXTS = st.lists(st.text(alphabet="abc 雨!", min_size=1, max_size=24), min_size=1, max_size=30)


def compared_each_with_each(texts: list[str]) -> list[int]:
    clusters = Clusters(len(texts))
    keys = [words_alone(text) or normalise(text) for text in texts]
    for first, second in combinations(range(len(texts)), 2):
        if similarity(keys[first], keys[second]) >= THRESHOLD or keys[first] == keys[second]:
            clusters.join(first, second)
    return [clusters.of(place) for place in range(len(texts))]


def test_punctuation_case_and_an_ending_do_not_make_another_memo() -> None:
    texts = [
        "Buy milk and eggs on the way home!",
        "buy milk, and eggs on the way home",
        "Buy milk and eggs on the way home, ok",
        "会議は明日の三時から始まるそうです。",
        "会議は明日の三時から始まるそうです！！",
        "Something else altogether.",
    ]

    assert near_duplicate_clusters(texts) == [0, 0, 0, 3, 3, 5]


def test_short_and_odd_texts_stand_for_themselves() -> None:
    assert near_duplicate_clusters(["a", "b", "!!!", "???", " ", "a"]) == [0, 1, 2, 3, 4, 0]
    assert near_duplicate_clusters([]) == []


@given(_TEXTS)
def test_clusters_are_those_of_a_comparison_of_each_with_each(texts: list[str]) -> None:
    assert near_duplicate_clusters(texts) == compared_each_with_each(texts)


@given(_TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(texts: list[str], chance: st.DataObject) -> None:
    order = list(range(len(texts)))
    chance.shuffle(order)  # type: ignore[attr-defined]  # It is a random.Random.
    shuffled = near_duplicate_clusters([texts[place] for place in order])
    straight = near_duplicate_clusters(texts)

    for (a, first), (b, second) in combinations(enumerate(order), 2):
        assert (shuffled[a] == shuffled[b]) == (straight[first] == straight[second])


def test_a_thousand_memos_of_one_template_are_one_cluster() -> None:
    texts = [f"The meeting on the second floor is moved to room {n}" for n in range(1_000)]

    assert set(near_duplicate_clusters(texts)) == {0}
