"""The label that the words of the memo speak for, looked up and added up: the second floor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import PredictorDescription
from emoji_labeler.predictors.label_vectors import TOP_OPTION
from emoji_labeler.predictors.predictor import Bench, PredictorKind, Prompts, RawAnswer
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later

if TYPE_CHECKING:
    from emoji_labeler.local_model.arrays import Floats

_HOW = "named by the words of the memo"


class KeywordPredictor:
    """Knows the names and keywords of the emoji and the everyday words, and learns nothing."""

    at_once = 64

    def __init__(self, bench: Bench, _prompts: Prompts) -> None:
        self._bench = bench

    def prepare(self, *, cancel: Cancel = never) -> None:  # noqa: ARG002 - it cannot be stopped.
        """Build the word lists."""
        _ = self._bench.local_model

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:  # noqa: ARG002 - as above.
        """Return the label that the words speak for; none where no word is known."""
        prior = self._bench.local_model.prior
        votes = prior.votes([prior.read(text) for text in texts])
        return [self._answer(row, labels=prior.labels) for row in votes]

    def _answer(self, votes: "Floats", *, labels: Sequence[str]) -> RawAnswer:
        named = votes.nonzero()[0]
        best = named[(-votes[named]).argsort(kind="stable")][: self._bench.whole("top")]
        ranking = tuple(RankedLabel(labels[place], float(votes[place])) for place in best.tolist())
        return RawAnswer(text=ranking[0].label if ranking else "", ranking=ranking, how=_HOW)


KEYWORD = PredictorKind(
    description=PredictorDescription(
        name="keyword",
        title=later("Words of the memo"),
        summary=later("Looks the words of the memo up and adds up what they name: a floor."),
        options=(TOP_OPTION,),
        ranks=True,
    ),
    make=KeywordPredictor,
)
