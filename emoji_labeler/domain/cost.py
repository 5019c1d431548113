"""What fine-tuning costs: before, while and after it happens."""

from math import ceil

from emoji_labeler.domain.record import record

DEFAULT_CONFIRM_ABOVE = 10.0
"""From more than this on, a person types the amount; in the currency of the price table."""

_A_MILLION = 1_000_000
_MARGIN_COUNTED, _MARGIN_ESTIMATED = 1.05, 1.30
"""By how much a provider may count more tokens than we do, with our tokenizer and without."""


@record
class CostEstimate:
    """What one job is going to cost.

    ``n_epochs`` is None where the provider chooses, up to ``most_epochs``. ``price`` is for a
    million training tokens; None is unknown, which is not the same as free. ``price_date`` is how
    old the price is, YYYY-MM-DD.
    """

    tokens_per_epoch: int
    is_estimate: bool
    n_epochs: int | None
    most_epochs: int
    price: float | None
    currency: str = "USD"
    price_date: str = ""

    @property
    def is_free(self) -> bool:
        """Whether it is known to cost nothing."""
        return self.price == 0

    @property
    def tokens(self) -> int | None:
        """The tokens of all epochs, None where their number is the provider's choice."""
        return None if self.n_epochs is None else self.tokens_per_epoch * self.n_epochs

    @property
    def expected(self) -> float | None:
        """What it will probably cost; None where price or epochs are not known."""
        return None if self.tokens is None else self.of(self.tokens)

    @property
    def ceiling(self) -> float | None:
        """What it cannot well exceed; None where the price is not known."""
        margin = _MARGIN_ESTIMATED if self.is_estimate else _MARGIN_COUNTED
        return self.of(round(self.tokens_per_epoch * (self.n_epochs or self.most_epochs) * margin))

    def of(self, tokens: int) -> float | None:
        """Return what so many trained tokens cost; None where the price is not known."""
        return None if self.price is None else tokens * self.price / _A_MILLION


@record
class Spending:
    """What a project has spent on fine-tuning, and what it may.

    ``spent`` is for jobs that have ended, ``committed`` the ceilings of those that have not;
    ``of_unknown_price`` counts jobs that are in neither. ``limit`` is None where there is none.
    """

    spent: float = 0.0
    committed: float = 0.0
    of_unknown_price: int = 0
    limit: float | None = None
    confirm_above: float = DEFAULT_CONFIRM_ABOVE

    @property
    def left(self) -> float | None:
        """What may still be committed; None without a limit."""
        return None if self.limit is None else max(0.0, self.limit - self.spent - self.committed)


def money(amount: float, *, currency: str = "USD") -> str:
    """Return an amount as people read and type it, rounded up to a hundredth: ``12.40 USD``."""
    # Rounded to a millionth first: 1.1 * 3 is a little more than 3.3.
    return f"{ceil(round(amount * 100, 4)) / 100:.2f} {currency}"


def confirms(typed: str, *, wanted: str) -> bool:
    """Tell whether somebody typed what is wanted: an amount needs no currency, nor all digits."""
    return not wanted or _bare(typed, wanted=wanted) == _bare(wanted, wanted=wanted)


def _bare(typed: str, *, wanted: str) -> str | float:
    """Return an amount as a number, without the currency that is wanted; else what was typed."""
    currency = wanted.casefold().rpartition(" ")[2]
    text = typed.strip().casefold().removesuffix(currency).removeprefix("$").strip()
    try:
        return float(text)
    except ValueError:
        return typed.strip().casefold()
