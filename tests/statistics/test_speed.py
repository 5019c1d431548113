import numpy as np
import pytest

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.labeling_speed import SuggestionTrial, TimedPick
from emoji_labeler.statistics.speed import labeling_speeds
from emoji_labeler.statistics.suggestion_influence import suggestion_influence


def trials(*, was_shown: bool, seconds: float, followed: int, of: int) -> list[SuggestionTrial]:
    return [
        SuggestionTrial(
            was_shown=was_shown,
            top_suggestion="cat",
            label="cat" if number < followed else "dog",
            lead_time_ms=round(1000 * seconds) + number,
        )
        for number in range(of)
    ]


def test_suggestions_that_save_time_and_pull_are_found_to_do_so() -> None:
    shown = trials(was_shown=True, seconds=3, followed=56, of=70)
    withheld = trials(was_shown=False, seconds=6, followed=48, of=80)
    found = suggestion_influence([*shown, *withheld])
    assert found.shown_median_s.value == pytest.approx(3.034)
    assert found.withheld_median_s.value == pytest.approx(6.039)
    assert found.difference_s.value == pytest.approx(-3.005)
    assert found.ratio.value == pytest.approx(3.034 / 6.039)
    assert found.difference_s.high is not None
    assert found.difference_s.high < -2.9
    assert found.followed_shown.value == 0.8
    assert found.pull.value == pytest.approx(0.2)
    assert found.pull.low == pytest.approx(0.0524, abs=5e-5)


def test_suggestions_that_do_nothing_have_an_interval_around_nothing() -> None:
    times = np.random.default_rng(4).lognormal(8, 0.5, size=(2, 400)).astype(int)
    found = suggestion_influence(
        SuggestionTrial(
            was_shown=shown, top_suggestion="cat", label="cat", lead_time_ms=int(time_ms)
        )
        for shown, row in zip((True, False), times, strict=True)
        for time_ms in row
    )
    low, high = found.ratio.low, found.ratio.high
    assert low is not None
    assert high is not None
    assert low < 1 < high
    assert found.pull.value == 0


def test_without_withheld_answers_nothing_is_compared() -> None:
    found = suggestion_influence(trials(was_shown=True, seconds=3, followed=1, of=4))
    assert found.shown_median_s.value is not None
    for estimate in (found.difference_s, found.ratio, found.pull, found.withheld_median_s):
        assert estimate.value is None
        assert estimate.why_undefined == "There are no answers of this kind."


def test_an_answer_for_which_nothing_was_suggested_has_no_part_in_the_pull() -> None:
    nothing = SuggestionTrial(was_shown=True, top_suggestion="", label="cat", lead_time_ms=1)
    found = suggestion_influence([nothing, *trials(was_shown=True, seconds=1, followed=1, of=2)])
    assert found.followed_shown.count == 2
    assert found.shown_median_s.count == 3


def test_speed_is_told_for_all_and_for_each_path() -> None:
    times = {PickPath.SEARCH: (4_000, 6_000), PickPath.SUGGESTION: (1_000, 2_000, 3_000, 900_000)}
    speeds = labeling_speeds(
        TimedPick(path=path, lead_time_ms=time) for path, row in times.items() for time in row
    )
    assert [one.path for one in speeds] == [None, PickPath.SEARCH, PickPath.SUGGESTION]
    every, search, suggestion = speeds
    assert search.memos_an_hour.value == pytest.approx(2 * 3600 / 10)
    # A pause of a quarter of an hour counts as a minute of work.
    assert suggestion.memos_an_hour.value == pytest.approx(4 * 3600 / (6 + 60))
    assert (suggestion.median_s.value, suggestion.p90_s.value) == (2, 900)
    assert every.median_s.count == 6


def test_without_picks_no_speed_is_told() -> None:
    (every,) = labeling_speeds([])
    assert every.memos_an_hour.why_undefined == "There are no answers of this kind."
