"""What a predictor said, turned into a prediction: a label, how it was found, what it cost."""

from collections.abc import Iterable

from emoji_labeler.domain.chat import TokenUsage
from emoji_labeler.domain.prediction import Prediction, PredictionState
from emoji_labeler.domain.provider import PriceTable
from emoji_labeler.emoji.resolver import Resolver
from emoji_labeler.predictors.predictor import RawAnswer, Spent

_MILLION = 1_000_000
_NOTHING = PriceTable(is_free=True)


class AnswerReader:
    """Resolves raw outputs and adds up what they cost.

    ``prices`` are those of the provider that was asked, None where nobody was; ``share`` is what a
    token costs of its price, such as the half of it in a batch.
    """

    def __init__(
        self, resolver: Resolver, *, prices: PriceTable | None, share: float = 1.0
    ) -> None:
        self._resolver = resolver
        self._prices = prices or _NOTHING
        self._share = share

    def prediction(self, memo_id: int, answer: RawAnswer) -> Prediction:
        """Return the prediction for a memo."""
        # Half a character, which JSON can hold, can be kept by no file.
        raw = answer.text.encode("utf-8", "replace").decode()
        found = self._resolver.resolve(raw)
        return Prediction(
            memo_id=memo_id,
            state=PredictionState.ANSWERED,
            raw_output=raw,
            label=found.label or "",
            resolution=found.kind,
            rule=answer.how or found.rule,
            confidence=found.confidence,
            ranking=answer.ranking,
            latency_ms=answer.latency_ms,
            usage=_usage(answer.spent),
            cost=self._cost(answer.spent),
        )

    def _cost(self, spent: Iterable[Spent]) -> float | None:
        """Return what it cost, or None where a price is not known."""
        total = 0.0
        for model, usage in spent:
            price = self._prices.price_of(model)
            for tokens, each in ((usage.input, price.input), (usage.output, price.output)):
                if tokens and each is None:
                    return None
                total += tokens * (each or 0.0) / _MILLION
        return total * self._share


def failure(memo_id: int, error: str) -> Prediction:
    """Return what is kept for a memo that got no answer."""
    kept = error.encode("utf-8", "replace").decode()
    return Prediction(memo_id=memo_id, state=PredictionState.FAILED, error=kept or "–")


def _usage(spent: Iterable[Spent]) -> TokenUsage:
    return sum((usage for _, usage in spent), TokenUsage())
