import pytest

from emoji_labeler.domain.cost import CostEstimate, Spending, confirms, money


def estimate(**changes: object) -> CostEstimate:
    facts: dict[str, object] = {
        "tokens_per_epoch": 100_000,
        "is_estimate": False,
        "n_epochs": 3,
        "most_epochs": 50,
        "price": 25.0,
    }
    return CostEstimate(**{**facts, **changes})  # type: ignore[arg-type]  # Checked when it runs.


def test_a_job_costs_its_tokens_and_at_most_a_little_more() -> None:
    one = estimate()

    assert one.expected == pytest.approx(7.5)
    assert one.ceiling == pytest.approx(7.5 * 1.05)


def test_tokens_that_were_only_estimated_leave_more_room() -> None:
    assert estimate(is_estimate=True).ceiling == pytest.approx(7.5 * 1.3)


def test_where_the_provider_chooses_the_epochs_the_ceiling_is_for_the_most_there_may_be() -> None:
    one = estimate(n_epochs=None)

    assert one.expected is None
    assert one.ceiling == pytest.approx(50 * 2.5 * 1.05)


def test_an_unknown_price_is_not_free() -> None:
    assert (estimate(price=None).ceiling, estimate(price=None).is_free) == (None, False)
    assert (estimate(price=0.0).ceiling, estimate(price=0.0).is_free) == (0.0, True)


@pytest.mark.parametrize(
    ("amount", "said"), [(0.0, "0.00"), (12.4, "12.40"), (1.1 * 3, "3.30"), (0.001, "0.01")]
)
def test_amounts_are_rounded_up_to_a_hundredth(amount: float, said: str) -> None:
    assert money(amount) == f"{said} USD"


def test_what_is_committed_cannot_be_spent_again() -> None:
    assert Spending(spent=2.0, committed=5.0, limit=10.0).left == 3.0
    assert Spending(spent=12.0, limit=10.0).left == 0.0
    assert Spending(spent=12.0).left is None


@pytest.mark.parametrize("typed", ["0.03 USD", "0.03", " 0.03usd ", "$0.03", ".03"])
def test_an_amount_is_confirmed_with_its_currency_or_without(typed: str) -> None:
    assert confirms(typed, wanted="0.03 USD")


@pytest.mark.parametrize("typed", ["", "0.3", "3", "0.03 EUR", "yes", "nan"])
def test_nothing_else_confirms_an_amount(typed: str) -> None:
    assert not confirms(typed, wanted="0.03 USD")


def test_a_word_is_confirmed_by_itself_and_nothing_by_anything() -> None:
    assert confirms("Unknown ", wanted="unknown")
    assert not confirms("", wanted="unknown")
    assert confirms("left over", wanted="")
