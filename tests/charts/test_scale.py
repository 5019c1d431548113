"""From where to where an axis runs."""

from emoji_labeler.charts.scale import scale_of
from emoji_labeler.domain.chart import ChartAxis


def test_where_every_figure_is_nothing_the_axis_begins_there() -> None:
    scale = scale_of(ChartAxis(), [0.0, 0.0], room=400, tick_room=60)

    assert (scale.least, scale.most) == (0.0, 1.0)
    assert min(place for place, _ in scale.ticks) == 0.0


def test_one_figure_alone_stands_in_the_middle() -> None:
    scale = scale_of(ChartAxis(), [8.0], room=400, tick_room=60, is_tight=True)

    assert (scale.least, scale.most) == (4.0, 12.0)
