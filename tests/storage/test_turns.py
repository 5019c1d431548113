"""A long change is done in steps that are short where the machine is slow."""

import pytest

from emoji_labeler.storage.turns import in_turns


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still but for what is added to it; pauses are kept behind its time."""
    clock = [0.0]
    monkeypatch.setattr("emoji_labeler.storage.turns.time.perf_counter", lambda: clock[0])
    monkeypatch.setattr("emoji_labeler.storage.turns.time.sleep", clock.append)
    return clock


def test_steps_grow_up_to_the_most_where_they_are_fast(seconds: list[float]) -> None:
    steps = list(in_turns(range(1, 31), most=8))

    assert [len(step) for step in steps] == [2, 4, 8, 8, 8]
    assert [number for step in steps for number in step] == list(range(1, 31))
    # Nobody waits for a pause behind the last step.
    assert len(seconds[1:]) == len(steps) - 1


def test_steps_shrink_where_they_hold_others_up(seconds: list[float]) -> None:
    sizes = []
    for step in in_turns(range(100), most=80):
        sizes.append(len(step))
        seconds[0] += len(step) / 4
    assert sizes[:3] == [20, 6, 6]


def test_nothing_takes_no_step() -> None:
    assert list(in_turns(range(0), most=10)) == []
