import numpy as np
import pytest

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.statistics.speed import labeling_speeds
from emoji_labeler.statistics.suggestion_influence import Trials, suggestion_influence


def trials(*, seconds: float, followed: int, of: int) -> Trials:
    return Trials(
        seconds=np.array([seconds + number / 1000 for number in range(of)]),
        suggested=of,
        followed=followed,
    )


def test_suggestions_that_save_time_and_pull_are_found_to_do_so() -> None:
    shown = trials(seconds=3, followed=56, of=70)
    withheld = trials(seconds=6, followed=48, of=80)
    found = suggestion_influence(shown=shown, withheld=withheld)
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
    times = np.random.default_rng(4).lognormal(2, 0.5, size=(2, 400))
    shown, withheld = (Trials(seconds=row, suggested=400, followed=400) for row in times)
    found = suggestion_influence(shown=shown, withheld=withheld)
    low, high = found.ratio.low, found.ratio.high
    assert low is not None
    assert high is not None
    assert low < 1 < high
    assert found.pull.value == 0


def test_without_withheld_answers_nothing_is_compared() -> None:
    found = suggestion_influence(
        shown=trials(seconds=3, followed=1, of=4), withheld=trials(seconds=0, followed=0, of=0)
    )
    assert found.shown_median_s.value is not None
    for estimate in (found.difference_s, found.ratio, found.pull, found.withheld_median_s):
        assert estimate.value is None
        assert estimate.why_undefined == "There are no answers of this kind."


def test_speed_is_told_for_all_and_for_each_path() -> None:
    speeds = labeling_speeds(
        {
            PickPath.SUGGESTION: np.array([1.0, 2.0, 3.0, 900.0]),
            PickPath.SEARCH: np.array([4.0, 6.0]),
        }
    )
    assert [one.path for one in speeds] == [None, PickPath.SEARCH, PickPath.SUGGESTION]
    every, search, suggestion = speeds
    assert search.memos_an_hour.value == pytest.approx(2 * 3600 / 10)
    # A pause of a quarter of an hour counts as a minute of work.
    assert suggestion.memos_an_hour.value == pytest.approx(4 * 3600 / (6 + 60))
    assert (suggestion.median_s.value, suggestion.p90_s.value) == (2, 900)
    assert every.median_s.count == 6


def test_without_picks_no_speed_is_told() -> None:
    (every,) = labeling_speeds({})
    assert every.memos_an_hour.why_undefined == "There are no answers of this kind."
