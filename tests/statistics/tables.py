"""Small tables of answers, and distances between labels that are numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import strategies as st

from emoji_labeler.statistics.answer_table import AnswerTable, GivenLabel
from emoji_labeler.statistics.arrays import Floats

NO_ANSWER = "*"


def rows_of(*annotators: str) -> list[GivenLabel]:
    """Return rows from one line an annotator: labels for memo 0, 1, …, a star for no answer."""
    return [
        GivenLabel(memo, f"annotator {number}", label)
        for number, line in enumerate(annotators)
        for memo, label in enumerate(line.split())
        if label != NO_ANSWER
    ]


def table_of(*annotators: str) -> AnswerTable:
    return AnswerTable.of(rows_of(*annotators))


@dataclass(frozen=True)
class NumberDistances:
    """Distances between labels that are read as numbers."""

    between: Callable[[float, float], float]

    def matrix(self, labels: Sequence[str]) -> Floats:
        numbers = [float(label) for label in labels]
        apart = [self.between(one, other) for one, other in product(numbers, numbers)]
        return np.array(apart, np.float64).reshape(len(numbers), len(numbers))


# Krippendorff (2011), the reliability data with missing answers of four observers.
KRIPPENDORFF_2011 = (
    "1 2 3 3 2 1 4 1 2 * * *",
    "1 2 3 3 2 2 4 1 2 5 * 3",
    "* 3 3 3 2 3 4 2 2 5 1 *",
    "1 2 3 3 2 4 4 1 2 5 1 *",
)

ANSWERS = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from("ABCD"), st.sampled_from("01234")),
    max_size=30,
    unique_by=lambda row: row[:2],
).map(lambda rows: [GivenLabel(*row) for row in rows])
