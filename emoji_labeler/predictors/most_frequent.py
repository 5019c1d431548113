"""The label that people gave most often, whatever the memo says: the first floor."""

from collections import Counter
from collections.abc import Sequence

from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import SNAPSHOT, PredictorDescription, PredictorOption
from emoji_labeler.predictors.label_vectors import TOP_OPTION
from emoji_labeler.predictors.predictor import (
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
    refusal,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later, tr

_HOW = "most frequent label"


class MostFrequentPredictor:
    """Always says the same; the ranking holds shares of the labels that were given."""

    at_once = 256

    def __init__(self, bench: Bench, _prompts: Prompts) -> None:
        self._bench = bench
        self._answer = RawAnswer(text="")

    def prepare(self, *, cancel: Cancel = never) -> None:  # noqa: ARG002 - it takes no time.
        """Count the labels."""
        counts = _counts(self._bench)
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        ranking = tuple(
            RankedLabel(label, count / counts.total())
            for label, count in ordered[: self._bench.whole("top")]
        )
        self._answer = RawAnswer(text=ranking[0].label, ranking=ranking, how=_HOW)

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:  # noqa: ARG002 - as above.
        """Return the most frequent label for each memo."""
        return [self._answer] * len(texts)


def _counts(bench: Bench) -> Counter[str]:
    return Counter(label for _, label in bench.training() or bench.answers())


def _check(bench: Bench) -> None:
    if not _counts(bench):
        raise refusal(
            tr("There are no labels to count."), tr("Label some memos, or name a snapshot.")
        )


MOST_FREQUENT = PredictorKind(
    description=PredictorDescription(
        name="most-frequent",
        title=later("Most frequent label"),
        summary=later("Always says the label that people gave most often: a floor."),
        options=(
            PredictorOption(name=SNAPSHOT, title=later("Count in the snapshot"), default=""),
            TOP_OPTION,
        ),
        ranks=True,
    ),
    make=MostFrequentPredictor,
    check=_check,
)
