"""Which label counts for a memo."""

import pytest

from emoji_labeler.domain.current_labels import CurrentLabels
from emoji_labeler.domain.labelled_memo import GivenLabel, LeftOut, by_memo, counting


def answer(status: str, label: str = "", *, memo_id: int = 7) -> GivenLabel:
    return GivenLabel(memo_id, "memo", label, status)


def test_a_submitted_answer_counts() -> None:
    given = [answer("submitted", "cat")]

    assert counting(given, current=CurrentLabels()) == given


def test_answers_that_agree_count_and_who_skipped_has_no_say() -> None:
    given = [answer("submitted", "cat"), answer("skipped"), answer("submitted", "cat")]

    assert counting(given, current=CurrentLabels()) == [given[0], given[2]]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([answer("submitted", "cat"), answer("submitted", "dog")], LeftOut.CONTRADICTORY),
        ([answer("submitted", "cat"), answer("flagged", "dog")], LeftOut.FLAGGED),
        ([answer("skipped"), answer("flagged")], LeftOut.FLAGGED),
        ([answer("skipped"), answer("skipped")], LeftOut.SKIPPED),
    ],
)
def test_other_answers_leave_the_memo_out(answers: list[GivenLabel], reason: LeftOut) -> None:
    assert counting(answers, current=CurrentLabels()) is reason


def test_answers_for_the_same_memo_stay_together() -> None:
    given = [answer("submitted", memo_id=memo_id) for memo_id in (1, 1, 2, 5, 5, 5)]

    assert [len(same) for same in by_memo(given)] == [2, 1, 3]
    assert list(by_memo(list[GivenLabel]())) == []
