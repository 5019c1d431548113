"""Sharing rows out for training, validation and test."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.datasets.near_duplicates import near_duplicate_clusters
from emoji_labeler.datasets.splitting import split_rows
from emoji_labeler.domain.snapshot import Split, SplitPlan

_WORDS = ("cat", "rain", "tax", "meeting", "birthday", "会議", "散歩", "猫", "雨", "milk", "bus")


def memos(count: int, *, labels: int) -> list[tuple[str, str]]:
    chance = random.Random(3)  # noqa: S311  # Made-up memos, not secrets.
    return [
        (f"{number} " + " ".join(chance.choices(_WORDS, k=9)), f"label-{number % labels}")
        for number in range(count)
    ]


def with_variants(
    rows: list[tuple[str, str]], *, chosen: list[int], others: list[str]
) -> list[tuple[str, str]]:
    """Return rows with near copies of some of them, under the same or another label."""
    copies = [
        (f"{rows[place % len(rows)][0].upper()}!!", label)
        for place, label in zip(chosen, others, strict=True)
    ]
    return rows + copies


@given(
    seed=st.integers(0, 2**31),
    chosen=st.lists(st.integers(0, 199), min_size=5, max_size=5),
    others=st.lists(st.sampled_from(["label-1", "new"]), min_size=5, max_size=5),
    count=st.integers(1, 200),
)
def test_near_duplicates_are_never_separated(
    seed: int, chosen: list[int], others: list[str], count: int
) -> None:
    rows = with_variants(memos(count, labels=7), chosen=chosen, others=others)

    splits = split_rows(rows, plan=SplitPlan(seed=seed, validation_share=0.2, test_share=0.2))

    clusters = near_duplicate_clusters([text for text, _ in rows])
    assert all(splits[place] == splits[cluster] for place, cluster in enumerate(clusters))


@given(seed=st.integers(0, 2**31), order=st.permutations(range(60)))
def test_a_split_is_stable_for_a_seed_whatever_the_order(seed: int, order: list[int]) -> None:
    rows, plan = memos(60, labels=5), SplitPlan(seed=seed)

    straight = split_rows(rows, plan=plan)

    assert split_rows([rows[place] for place in order], plan=plan) == [
        straight[place] for place in order
    ]


def test_shares_come_out_within_each_label() -> None:
    rows = memos(1_000, labels=10)

    splits = split_rows(rows, plan=SplitPlan(seed=5))

    for label in {label for _, label in rows}:
        counted = Counter(
            split for split, (_, own) in zip(splits, rows, strict=True) if own == label
        )
        assert counted[Split.TEST] in (10, 11)
        assert counted[Split.VALIDATION] in (9, 10, 11)


def test_rare_labels_stay_for_training_and_the_shares_still_come_near() -> None:
    rows = memos(600, labels=200)

    splits = split_rows(rows, plan=SplitPlan(seed=1))

    trained = {label for (_, label), split in zip(rows, splits, strict=True) if split == "train"}
    assert len(trained) == 200
    assert 40 <= splits.count(Split.TEST) <= 80
    assert 40 <= splits.count(Split.VALIDATION) <= 80


def test_a_label_with_one_row_is_trained_on() -> None:
    plan = SplitPlan(validation_share=0.45, test_share=0.45)

    assert split_rows(memos(30, labels=30), plan=plan) == [Split.TRAIN] * 30


def test_most_memos_stay_where_they_are_while_the_project_grows() -> None:
    rows, plan = memos(1_100, labels=10), SplitPlan(seed=1)

    before, after = split_rows(rows[:1_000], plan=plan), split_rows(rows, plan=plan)

    moved = sum(first != second for first, second in zip(before, after, strict=False))
    assert moved < 60


def test_another_seed_gives_another_split() -> None:
    rows = memos(200, labels=4)

    assert split_rows(rows, plan=SplitPlan(seed=1)) != split_rows(rows, plan=SplitPlan(seed=2))


def test_shares_that_leave_nothing_to_train_on_are_refused() -> None:
    with pytest.raises(ValueError, match="leave rows for training"):
        SplitPlan(validation_share=0.5, test_share=0.5)


def test_linked_rows_are_in_one_split_however_different_they_are() -> None:
    rows = [(f"{number} {words}", "cat") for number, words in enumerate(["sun", "rain"] * 40)]
    links = [(place, place + 40) for place in range(40)]
    plan = SplitPlan(validation_share=0.3, test_share=0.3)

    splits = split_rows(rows, plan=plan, links=links)

    assert all(splits[first] == splits[second] for first, second in links)
    assert len(set(splits)) == 3
