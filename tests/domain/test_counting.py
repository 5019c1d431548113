"""Which label counts for a memo."""

import pytest

from emoji_labeler.domain.labelled_memo import LeftOut, MemoAnswer, counting


def answer(status: str, label: str = "", *also: str) -> MemoAnswer:
    return MemoAnswer(7, "memo", "theme", "ja", "source", "Aiko", status, label, also, "")


def test_a_submitted_answer_counts() -> None:
    found = counting([answer("submitted", "cat", "lion")])

    assert not isinstance(found, LeftOut)
    assert (found.memo_id, found.text, found.label) == (7, "memo", "cat")
    assert found.also_acceptable == ("lion",)


def test_answers_that_agree_count_and_join_what_is_also_acceptable() -> None:
    found = counting(
        [answer("submitted", "cat", "lion"), answer("skipped"), answer("submitted", "cat", "dog")]
    )

    assert not isinstance(found, LeftOut)
    assert found.label == "cat"
    assert found.also_acceptable == ("lion", "dog")


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([answer("submitted", "cat"), answer("submitted", "dog")], LeftOut.CONTRADICTORY),
        ([answer("submitted", "cat"), answer("flagged", "dog")], LeftOut.FLAGGED),
        ([answer("skipped"), answer("flagged")], LeftOut.FLAGGED),
        ([answer("skipped"), answer("skipped")], LeftOut.SKIPPED),
    ],
)
def test_other_answers_leave_the_memo_out(answers: list[MemoAnswer], reason: LeftOut) -> None:
    assert counting(answers) is reason
