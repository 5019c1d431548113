"""From where to where an axis runs, and the round numbers on it."""

from collections.abc import Iterable, Sequence

from emoji_labeler.domain.chart import ChartAxis, NumberForm
from emoji_labeler.domain.record import record

_FEWEST, _MOST = 2, 9
_DIGITS = 7


@record
class Scale:
    """An axis with its ends and its ticks in words."""

    least: float
    most: float
    ticks: tuple[tuple[float, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What stands at the ticks."""
        return tuple(words for _, words in self.ticks)


def scale_of(
    axis: ChartAxis,
    values: Iterable[float | None],
    *,
    room: float,
    tick_room: float,
    is_tight: bool = False,
) -> Scale:
    """Return the scale for the values in ``room`` pixels, ``tick_room`` of them for a tick.

    It ends at round numbers, or at the values themselves where it is to be tight.
    """
    known = [value for value in values if value is not None]
    least, most = _ends(axis, known)
    if axis.ticks:
        return Scale(least=least, most=most, ticks=axis.ticks)
    places = _round_numbers(
        least,
        most,
        count=max(_FEWEST, min(_MOST, int(room / tick_room))),
        is_whole=axis.form is NumberForm.WHOLE,
    )
    if not is_tight:
        least = least if axis.least is not None else places[0]
        most = most if axis.most is not None else places[-1]
    hair = (most - least) * 1e-9
    shown = [place for place in places if least - hair <= place <= most + hair]
    return Scale(
        least=least,
        most=most,
        ticks=tuple(zip(shown, _words(shown, form=axis.form), strict=True)),
    )


def _ends(axis: ChartAxis, known: Sequence[float]) -> tuple[float, float]:
    """Return the ends that the axis asks for, else those of the values; never the same twice."""
    named = [place for place, _ in axis.ticks]
    least = min([*known, *named], default=0.0) if axis.least is None else axis.least
    most = max([*known, *named], default=1.0) if axis.most is None else axis.most
    if most > least:
        return least, most
    if not least:
        # Nothing is the beginning of something, and no figure is less.
        return 0.0, 1.0
    half = abs(least) / 2
    return least - half, least + half


def _round_numbers(least: float, most: float, *, count: int, is_whole: bool) -> list[float]:
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10], integer=is_whole)
    return [float(place) for place in locator.tick_values(least, most)]


def _words(places: Sequence[float], *, form: NumberForm) -> list[str]:
    """Write numbers with as many digits as tell them apart, all with the same."""
    shown = [100 * place if form is NumberForm.SHARE else place for place in places]
    digits = next(
        (
            d
            for d in range(_DIGITS)
            if all(abs(round(x, d) - x) < 10 ** -(_DIGITS + 2) for x in shown)
        ),
        _DIGITS,
    )
    sign = "%" if form is NumberForm.SHARE else ""
    return [f"{value + 0.0:,.{digits}f}{sign}" for value in shown]
