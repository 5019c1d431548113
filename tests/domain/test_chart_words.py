"""Figures of charts in words."""

import pytest

from emoji_labeler.domain.chart import Bar, BarChart, NumberForm, Reading
from emoji_labeler.domain.chart_words import chart_sentences, decimals_of, written


@pytest.mark.parametrize(
    ("values", "decimals"),
    [
        ((9.37, 4.4), 2),
        ((1.0, 2.0, None), 0),
        ((120.0, 0.3), 1),
        ((0.0123, 0.0), 4),
        ((4512.7, 900.2), 0),
        ((0.0, 0.0), 0),
        ((), 0),
    ],
)
def test_all_figures_of_a_chart_have_the_decimals_that_tell_them_apart(
    values: tuple[float | None, ...], decimals: int
) -> None:
    assert decimals_of(values) == decimals


def test_the_bars_of_a_chart_are_written_alike() -> None:
    bars = tuple(
        Bar(name=name, readings=(reading,))
        for name, reading in (("a", Reading(9.37, 8.0, 10.123)), ("b", Reading(4.4)))
    )
    assert list(chart_sentences(BarChart(title="Seconds", bars=bars))) == [
        "a: 9.37 [8.00, 10.12]",
        "b: 4.40",
    ]


def test_shares_have_a_decimal_where_one_of_them_is_small() -> None:
    assert decimals_of((0.5, 0.05), NumberForm.SHARE) == 1
    assert decimals_of((0.5, 0.0), NumberForm.SHARE) == 0
    assert written(0.5, NumberForm.SHARE, decimals=1) == "50.0%"


def test_a_figure_alone_has_the_decimals_it_needs() -> None:
    assert [written(one) for one in (9.37, 4.4, 4512.7, 0.0, 1e-17, -1e-17, None)] == [
        "9.37",
        "4.4",
        "4,513",
        "0",
        "0",
        "0",
        "–",
    ]
