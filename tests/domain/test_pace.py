"""How fast somebody labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.pace import Pace


def pace_of(*seconds: float) -> Pace:
    pace = Pace()
    for one in seconds:
        pace.add(lead_time_ms=round(one * 1000))
    return pace


def test_before_two_answers_there_is_no_pace() -> None:
    assert pace_of().memos_a_minute == pace_of(3).memos_a_minute == 0
    assert pace_of().median_s == 0


def test_twelve_seconds_a_memo_are_five_a_minute() -> None:
    assert pace_of(12, 12, 12).memos_a_minute == pytest.approx(5)


def test_a_break_counts_as_a_minute() -> None:
    assert pace_of(30, 3600).memos_a_minute == pytest.approx(60 * 2 / 90)


def test_what_is_older_than_five_minutes_of_work_is_forgotten() -> None:
    slow_then_quick = pace_of(*[60] * 10, *[1] * 300)

    assert slow_then_quick.memos_a_minute == pytest.approx(60)


def test_the_median_is_the_one_in_the_middle() -> None:
    assert pace_of(50, 1, 2).median_s == 2


@given(seconds=st.lists(st.floats(0, 10_000), max_size=60))
def test_a_pace_is_never_negative_and_never_slower_than_one_a_minute(seconds: list[float]) -> None:
    pace = pace_of(*seconds)

    assert pace.memos_a_minute == 0 or pace.memos_a_minute >= 1
    assert 0 <= pace.median_s <= 60
