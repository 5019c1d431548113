import numpy as np
import pytest

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.statistics.answer_table import AnswerTable, GivenLabel
from tests.statistics.tables import table_of


def test_an_annotator_with_two_labels_for_one_memo_is_refused() -> None:
    rows = [GivenLabel(7, "A", "cat"), GivenLabel(8, "B", "cat"), GivenLabel(7, "A", "dog")]
    with pytest.raises(WrongUseError, match="two labels for one memo"):
        AnswerTable.of(rows)


def test_every_two_answers_for_one_memo_are_a_pair_once() -> None:
    table = table_of("cat cat *", "cat * dog", "sun sun dog")
    pairs = [
        pair for both in table.pairs() for pair in zip(*map(np.ndarray.tolist, both), strict=True)
    ]
    assert sorted(pairs) == [(0, 1), (0, 2), (1, 2), (3, 4), (5, 6)]
    assert table.sizes.tolist() == [3, 2, 2]


def test_only_labels_that_occur_are_named() -> None:
    table = table_of("cat dog sun", "* dog cat").between("annotator 0", "annotator 1")
    names, places = table.occurring()
    assert [names[place] for place in places] == ["dog", "dog", "sun", "cat"]
    alone = table_of("cat dog sun", "* dog dog").shared().occurring()[0]
    assert alone == ("dog", "sun")


def test_codes_may_have_gaps_and_any_order() -> None:
    table = AnswerTable.of_codes(
        memos=np.array([900, 5, 900]),
        annotators=np.array([1, 0, 0]),
        labels=np.array([0, 1, 1]),
        annotator_ids=("A", "B"),
        label_names=("cat", "dog"),
    )
    assert table.memos.tolist() == [0, 1, 1]
    assert table.labels.tolist() == [1, 1, 0]
