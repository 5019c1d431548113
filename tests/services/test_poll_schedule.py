"""When jobs are looked at: a clock that the test turns, and no chance."""

import pytest

from emoji_labeler.services.poll_schedule import PollSchedule


@pytest.fixture
def schedule() -> PollSchedule:
    schedule = PollSchedule(chance=lambda: 0.0)
    schedule.follow(["a", "b"])
    return schedule


def test_nothing_is_looked_at_where_nothing_lives() -> None:
    assert PollSchedule().next_in_s(0.0) is None


def test_new_jobs_are_looked_at_at_once(schedule: PollSchedule) -> None:
    assert schedule.due(0.0) == ("a", "b")
    assert schedule.next_in_s(5.0) == 0.0


def test_waits_grow_while_nothing_is_new_and_shrink_when_something_is(
    schedule: PollSchedule,
) -> None:
    waits, now = [], 0.0
    for is_new in (True, False, False, False, True):
        schedule.looked("a", now=now, first_s=2.0, is_new=is_new)
        schedule.follow(["a"])
        waits.append(schedule.next_in_s(now))
        now += waits[-1] or 0.0

    assert waits == [2.0, 3.0, 4.5, 6.75, 2.0]


def test_no_wait_for_news_is_longer_than_a_minute(schedule: PollSchedule) -> None:
    schedule.follow(["a"])
    for _ in range(30):
        schedule.looked("a", now=0.0, first_s=2.0, is_new=False)

    assert schedule.next_in_s(0.0) == 60.0


def test_a_provider_is_left_alone_as_long_as_it_asks(schedule: PollSchedule) -> None:
    schedule.follow(["a"])
    schedule.failed("a", now=0.0, first_s=2.0, asked_s=45.0)

    assert schedule.next_in_s(0.0) == 45.0


def test_faults_double_the_wait(schedule: PollSchedule) -> None:
    schedule.follow(["a"])
    waits = []
    for _ in range(3):
        schedule.failed("a", now=0.0, first_s=2.0)
        waits.append(schedule.next_in_s(0.0))

    assert waits == [2.0, 4.0, 8.0]


def test_jitter_only_makes_waits_longer() -> None:
    schedule = PollSchedule(chance=lambda: 1.0)
    schedule.follow(["a"])
    schedule.looked("a", now=0.0, first_s=10.0, is_new=True)

    assert schedule.next_in_s(0.0) == 12.0


def test_hurry_makes_it_everybodys_turn(schedule: PollSchedule) -> None:
    schedule.looked("a", now=0.0, first_s=60.0, is_new=True)
    schedule.looked("b", now=0.0, first_s=60.0, is_new=True)

    schedule.hurry()

    assert schedule.due(0.0) == ("a", "b")


def test_a_job_that_is_not_followed_any_more_is_forgotten(schedule: PollSchedule) -> None:
    schedule.looked("a", now=0.0, first_s=60.0, is_new=True)
    schedule.follow(["b"])
    schedule.follow(["a", "b"])

    assert "a" in schedule.due(0.0)
