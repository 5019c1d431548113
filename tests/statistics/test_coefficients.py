import math
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from emoji_labeler.domain.estimate import Estimate
from emoji_labeler.statistics.answer_table import AnswerTable, GivenLabel
from emoji_labeler.statistics.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
    percent_agreements,
)
from emoji_labeler.statistics.resampling import Resampling
from tests.statistics.tables import (
    ANSWERS,
    KRIPPENDORFF_2011,
    NumberDistances,
    rows_of,
    table_of,
)

FEW_DRAWS = Resampling(draws=50)
SQUARES = NumberDistances(lambda one, other: (one - other) ** 2)
NEAR_NUMBERS = NumberDistances(lambda one, other: abs(one - other) / 4)
# Fleiss (1971), table 1: of six psychiatrists, how many gave each of five diagnoses to a patient.
FLEISS_1971 = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031",
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006",
)
# Cohen (1960), table 2: 200 patients by the diagnoses of two judges.
COHEN_1960 = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
COEFFICIENTS = (percent_agreement, fleiss_kappa, krippendorff_alpha)


def as_task(rows: list[GivenLabel], distance: Callable[[str, str], float]) -> AnnotationTask:
    return AnnotationTask([(who, memo, label) for memo, who, label in rows], distance)


def is_same(one: str, other: str) -> float:
    return float(one != other)


def cohen_rows() -> list[GivenLabel]:
    pairs = [
        (first, second)
        for first, row in enumerate(COHEN_1960)
        for second, count in enumerate(row)
        for _ in range(count)
    ]
    return [
        GivenLabel(memo, who, str(label))
        for memo, pair in enumerate(pairs)
        for who, label in zip("AB", pair, strict=True)
    ]


def fleiss_rows() -> list[GivenLabel]:
    return [
        GivenLabel(memo, f"annotator {number}", diagnosis)
        for memo, counts in enumerate(" ".join(FLEISS_1971).split())
        for number, diagnosis in enumerate(
            "".join(str(place) * int(count) for place, count in enumerate(counts))
        )
    ]


def ordinal_distances() -> NumberDistances:
    """Krippendorff's ordinal metric, from how often each value occurs in his example."""
    shared = [row for row in rows_of(*KRIPPENDORFF_2011) if row.memo_id != 11]
    counts = Counter(float(row.label) for row in shared)

    def apart(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return (between - (counts[low] + counts[high]) / 2) ** 2

    return NumberDistances(apart)


@pytest.mark.parametrize(
    ("distances", "published"), [(None, 0.743), (ordinal_distances(), 0.815), (SQUARES, 0.849)]
)
def test_alpha_of_the_published_example(
    distances: NumberDistances | None, published: float
) -> None:
    alpha = krippendorff_alpha(table_of(*KRIPPENDORFF_2011), distances=distances)
    assert alpha.value is not None
    assert round(alpha.value, 3) == published
    # The twelfth memo has one answer and so takes no part.
    assert alpha.count == 11


def test_fleiss_kappa_of_the_published_example() -> None:
    kappa = fleiss_kappa(AnswerTable.of(fleiss_rows()))
    assert kappa.value is not None
    assert round(kappa.value, 3) == 0.430
    assert kappa.count == 30


def test_cohen_kappa_of_the_published_example() -> None:
    kappa = cohen_kappa(AnswerTable.of(cohen_rows()), first="A", second="B")
    assert kappa.value == pytest.approx((140 - 82) / (200 - 82))


def test_percent_agreement_of_two_is_the_share_of_equal_answers() -> None:
    assert percent_agreement(AnswerTable.of(cohen_rows())).value == pytest.approx(140 / 200)


def test_cohen_kappa_with_distances_is_the_weighted_kappa() -> None:
    rows = cohen_rows()
    task = as_task(rows, lambda one, other: abs(int(one) - int(other)))
    ours = cohen_kappa(
        AnswerTable.of(rows),
        first="A",
        second="B",
        distances=NumberDistances(lambda one, other: abs(one - other)),
    )
    assert ours.value == pytest.approx(task.weighted_kappa())


@given(ANSWERS)
def test_alpha_is_that_of_another_library(rows: list[GivenLabel]) -> None:
    several = {memo for memo, count in Counter(row.memo_id for row in rows).items() if count > 1}
    assume(len({row.label for row in rows if row.memo_id in several}) > 1)
    for distances, distance in ((None, is_same), (NEAR_NUMBERS, lambda a, b: abs(int(a) - int(b)))):
        ours = krippendorff_alpha(AnswerTable.of(rows), distances=distances, resampling=FEW_DRAWS)
        assert ours.value == pytest.approx(as_task(rows, distance).alpha())


@given(st.lists(st.tuples(*[st.sampled_from("012")] * 3), min_size=2, max_size=12))
def test_kappas_are_those_of_another_library(memos: list[tuple[str, ...]]) -> None:
    assume(len({label for memo in memos for label in memo}) > 1)
    rows = rows_of(*(" ".join(line) for line in zip(*memos, strict=True)))
    task = as_task(rows, is_same)
    fleiss = fleiss_kappa(AnswerTable.of(rows), resampling=FEW_DRAWS)
    assert fleiss.value == pytest.approx(task.pi())
    cohen = cohen_kappa(
        AnswerTable.of(rows),
        first="annotator 0",
        second="annotator 1",
        resampling=FEW_DRAWS,
    )
    if cohen.value is not None:
        theirs = task.kappa_pairwise("annotator 0", "annotator 1")
        assert cohen.value == pytest.approx(theirs)


@given(ANSWERS, st.randoms())
def test_neither_names_nor_order_matter(rows: list[GivenLabel], chance: object) -> None:
    labels, people = (
        dict(zip("01234", "caebd", strict=True)),
        dict(zip("ABCD", "wzyx", strict=True)),
    )
    renamed = [GivenLabel(99 - memo, people[who], labels[label]) for memo, who, label in rows]
    chance.shuffle(renamed)  # type: ignore[attr-defined]  # hypothesis hands over a Random.
    for coefficient in COEFFICIENTS:
        before = coefficient(AnswerTable.of(rows), resampling=FEW_DRAWS)
        after = coefficient(AnswerTable.of(renamed), resampling=FEW_DRAWS)
        assert after.value == pytest.approx(before.value)
        assert after.count == before.count


@given(ANSWERS)
def test_figures_stay_within_their_bounds(rows: list[GivenLabel]) -> None:
    table = AnswerTable.of(rows)
    for coefficient in COEFFICIENTS:
        for distances in (None, NEAR_NUMBERS):
            found = coefficient(table, distances=distances, resampling=FEW_DRAWS)
            least = 0 if coefficient is percent_agreement else -math.inf
            for value in (found.value, found.low, found.high):
                assert value is None or least - 1e-12 <= value <= 1 + 1e-12
            assert found.low is None or found.high is None or found.low <= found.high


@given(ANSWERS)
def test_a_memo_with_one_answer_changes_nothing(rows: list[GivenLabel]) -> None:
    more = [*rows, GivenLabel(50, "A", "4"), GivenLabel(51, "B", "elsewhere")]
    for coefficient in COEFFICIENTS:
        assert coefficient(AnswerTable.of(more), resampling=FEW_DRAWS) == coefficient(
            AnswerTable.of(rows), resampling=FEW_DRAWS
        )


def test_complete_agreement_is_1() -> None:
    table = table_of("cat dog cat sun", "cat dog cat sun", "cat dog cat sun")
    for coefficient in COEFFICIENTS:
        assert coefficient(table).value == 1


def test_total_disagreement_is_below_chance() -> None:
    table = table_of("cat dog cat dog", "dog cat dog cat")
    assert percent_agreement(table).value == 0
    assert fleiss_kappa(table).value == -1
    assert cohen_kappa(table, first="annotator 0", second="annotator 1").value == -1
    # 1 - (n - 1) / n * 2 with n = 8 answers.
    assert krippendorff_alpha(table).value == pytest.approx(1 - 7 / 4)


def test_near_disagreement_counts_less_than_far_disagreement() -> None:
    near = table_of("0 4 1 3 0 4", "1 3 1 3 0 4")
    far = table_of("0 4 1 3 0 4", "3 1 1 3 0 4")
    assert krippendorff_alpha(near).value == krippendorff_alpha(far).value
    alphas = [krippendorff_alpha(table, distances=NEAR_NUMBERS) for table in (near, far)]
    assert value_of(alphas[0]) > value_of(alphas[1]) + 0.3


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (table_of(), "No memo has answers of two annotators."),
        (table_of("cat dog cat"), "No memo has answers of two annotators."),
        (table_of("cat * cat", "* dog *"), "No memo has answers of two annotators."),
        (table_of("* * *", "* * *"), "No memo has answers of two annotators."),
    ],
)
def test_without_shared_memos_nothing_is_defined(table: AnswerTable, why: str) -> None:
    for coefficient in COEFFICIENTS:
        assert coefficient(table) == Estimate(count=0, why_undefined=why)


def test_of_one_label_only_the_percent_agreement_is_defined() -> None:
    table = table_of("cat cat cat", "cat cat cat")
    why = "Only one label occurs, so that chance alone would bring the same agreement."
    assert percent_agreement(table).value == 1
    assert krippendorff_alpha(table) == Estimate(count=3, why_undefined=why)
    assert fleiss_kappa(table) == Estimate(count=3, why_undefined=why)
    kappa = cohen_kappa(table, first="annotator 0", second="annotator 1")
    assert kappa == Estimate(count=3, why_undefined=why)


@pytest.mark.parametrize("second", ["annotator 0", "somebody else"])
def test_cohen_kappa_needs_two_annotators(second: str) -> None:
    kappa = cohen_kappa(table_of("cat dog", "cat dog"), first="annotator 0", second=second)
    assert kappa.why_undefined == "No memo has answers of both annotators."


def test_fleiss_kappa_refuses_memos_with_more_answers_than_others() -> None:
    kappa = fleiss_kappa(table_of("cat dog", "cat dog", "cat *"))
    assert kappa.value is None
    assert "alpha" in kappa.why_undefined


def test_one_shared_memo_gives_a_value_without_an_interval() -> None:
    agreement = percent_agreement(table_of("cat", "dog"))
    assert (agreement.value, agreement.low) == (0, None)
    assert agreement.why_undefined == "Too few for an interval."


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    table = table_of(*KRIPPENDORFF_2011)
    first, again = krippendorff_alpha(table), krippendorff_alpha(table)
    other = krippendorff_alpha(table, resampling=Resampling(seed=2))
    assert first == again
    assert (other.value, other.low != first.low) == (first.value, True)


def test_the_agreement_of_groups_is_that_of_their_memos() -> None:
    table = table_of("cat dog sun cat", "cat sun sun dog")
    found = percent_agreements(table, groups=np.array([1, 2, 1, -1]), count=3)
    assert [one.value for one in found] == [None, 1, 0]
    assert [one.count for one in found] == [0, 2, 1]


def test_intervals_of_many_memos_are_as_wide_as_those_of_the_plain_bootstrap() -> None:
    memos = 6_000
    chance = np.random.default_rng(3)
    right = chance.integers(5, size=memos)[:, None]
    labels = np.where(chance.random((memos, 3)) < 0.6, right, chance.integers(5, size=(memos, 3)))

    def alpha_of(chosen: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> Estimate:
        count = len(chosen)
        table = AnswerTable.of_codes(
            memos=np.repeat(np.arange(count), 3),
            annotators=np.tile(np.arange(3), count),
            labels=chosen.ravel(),
            annotator_ids=("A", "B", "C"),
            label_names=tuple("01234"),
        )
        return krippendorff_alpha(table, resampling=Resampling(draws=2_000))

    plain = [value_of(alpha_of(labels[chance.integers(memos, size=memos)])) for _ in range(150)]
    found = alpha_of(labels)
    assert found.low is not None
    assert found.high is not None
    spread = (found.high - found.low) / (2 * 1.96)
    assert spread == pytest.approx(float(np.std(plain)), rel=0.25)


def value_of(estimate: Estimate) -> float:
    assert estimate.value is not None
    return estimate.value
