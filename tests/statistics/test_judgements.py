import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.domain.errors import WrongUseError
from emoji_labeler.domain.judgement import Judgement, Verdict
from emoji_labeler.statistics.bradley_terry import run_strengths
from emoji_labeler.statistics.judgements import position_bias, win_rates
from emoji_labeler.statistics.resampling import Resampling

# Agresti (2002), Categorical Data Analysis, table 10.10: how often each team of the American League
# (1987, East) beat each other.
TEAMS = ("Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore")
WINS = (
    (0, 7, 9, 7, 7, 9, 11),
    (6, 0, 7, 5, 11, 9, 9),
    (4, 6, 0, 7, 7, 8, 12),
    (6, 8, 6, 0, 6, 7, 10),
    (6, 2, 6, 7, 0, 7, 12),
    (4, 4, 5, 6, 6, 0, 6),
    (2, 4, 1, 3, 1, 7, 0),
)
AGAINST_BALTIMORE = (1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0)


def judgements_of(*choices: tuple[str, str, Verdict]) -> list[Judgement]:
    return [
        Judgement(memo_id=memo, left_run=left, right_run=right, verdict=verdict)
        for memo, (left, right, verdict) in enumerate(choices)
    ]


def baseball() -> list[Judgement]:
    return judgements_of(
        *(
            (TEAMS[one], TEAMS[other], verdict)
            for one, other in combinations(range(len(TEAMS)), 2)
            for verdict, count in (
                (Verdict.LEFT, WINS[one][other]),
                (Verdict.RIGHT, WINS[other][one]),
            )
            for _ in range(count)
        )
    )


def test_strengths_of_the_published_example() -> None:
    found = {one.run: one.strength for one in run_strengths(baseball())}
    assert list(found) == list(TEAMS)
    baltimore = found["Baltimore"].value
    for team, published in zip(TEAMS, AGAINST_BALTIMORE, strict=True):
        strength = found[team].value
        assert strength is not None
        assert baltimore is not None
        assert math.log(strength / baltimore) == pytest.approx(published, abs=6e-4)
        assert found[team].count == 78
    assert math.prod(one.value or 0 for one in found.values()) == pytest.approx(1)


def test_the_interval_of_a_strength_holds_it() -> None:
    for one in run_strengths(baseball()):
        low, value, high = one.strength.low, one.strength.value, one.strength.high
        assert low is not None
        assert value is not None
        assert high is not None
        assert low < value < high


def test_of_two_runs_strengths_are_as_their_wins_and_a_tie_is_half_a_win() -> None:
    wins = [("a", "b", Verdict.LEFT)] * 5 + [("b", "a", Verdict.LEFT)] * 2
    found = run_strengths(judgements_of(*wins, *[("a", "b", Verdict.TIE)] * 2))
    assert [one.run for one in found] == ["a", "b"]
    strong, weak = (one.strength.value for one in found)
    assert strong is not None
    assert weak is not None
    assert strong / weak == pytest.approx(6 / 3)


@pytest.mark.parametrize(
    "choices",
    [
        [("a", "b", Verdict.LEFT)] * 9,
        [("a", "b", Verdict.NEITHER)] * 9,
        [("a", "b", Verdict.TIE), ("c", "d", Verdict.TIE)],
    ],
)
def test_strengths_without_a_bound_are_not_given(choices: list[tuple[str, str, Verdict]]) -> None:
    found = run_strengths(judgements_of(*choices))
    assert found
    assert {one.strength.value for one in found} == {None}
    assert "never won" in found[0].strength.why_undefined


def test_without_judgements_there_are_no_runs() -> None:
    assert run_strengths([]) == ()
    assert win_rates([]) == ()


@given(st.permutations(TEAMS))
def test_names_do_not_matter(names: list[str]) -> None:
    renamed = dict(zip(TEAMS, names, strict=True))
    games = [
        Judgement(
            memo_id=one.memo_id,
            left_run=renamed[one.left_run],
            right_run=renamed[one.right_run],
            verdict=one.verdict,
        )
        for one in baseball()
    ]
    few = Resampling(draws=2)
    assert [renamed[one.run] for one in run_strengths(baseball(), resampling=few)] == [
        one.run for one in run_strengths(games, resampling=few)
    ]


def test_win_rates_are_told_from_both_runs_and_leave_out_ties() -> None:
    left, right, tie, neither = Verdict.LEFT, Verdict.RIGHT, Verdict.TIE, Verdict.NEITHER
    found = win_rates(
        judgements_of(
            ("a", "b", left), ("b", "a", right), ("b", "a", left), ("a", "b", tie),
            ("b", "a", neither),
        )
    )  # fmt: skip
    first, second = found
    assert (first.run, first.wins, first.losses, first.ties, first.neither) == ("a", 2, 1, 1, 1)
    assert (second.run, second.wins, second.losses) == ("b", 1, 2)
    assert first.share.value == pytest.approx(2 / 3)
    assert first.share.count == 3


def test_judges_who_take_the_left_whatever_is_there_are_found_out() -> None:
    shuffled = [("a", "b", Verdict.LEFT), ("b", "a", Verdict.LEFT)] * 10
    bias = position_bias(judgements_of(*shuffled, ("a", "b", Verdict.RIGHT)))
    assert (bias.left, bias.right) == (20, 1)
    assert bias.p_value == pytest.approx(2 * 22 / 2**21)
    assert win_rates(judgements_of(*shuffled))[0].share.value == 0.5


def test_ties_alone_show_no_bias() -> None:
    bias = position_bias(judgements_of(("a", "b", Verdict.TIE)))
    assert bias.p_value is None
    assert bias.share_of_left.why_undefined == "No judgement had a winner."


def test_a_run_is_not_judged_against_itself() -> None:
    with pytest.raises(WrongUseError):
        judgements_of(("a", "a", Verdict.LEFT))
