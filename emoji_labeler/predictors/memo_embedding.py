"""Embeds the memo and takes the nearest label."""

from collections.abc import Sequence

from emoji_labeler.domain.predictor import Need, PredictorDescription
from emoji_labeler.predictors.label_vectors import LABEL_TEXT_OPTION, TOP_OPTION, LabelVectors
from emoji_labeler.predictors.predictor import Bench, PredictorKind, Prompts, RawAnswer
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later

_HOW = "nearest to the memo"


class MemoEmbeddingPredictor:
    """Asks for the vectors of many memos at once; their tokens are shared out evenly."""

    at_once = 16

    def __init__(self, bench: Bench, _prompts: Prompts) -> None:
        self._labels = LabelVectors(bench, model=bench.model)

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Embed the labels."""
        self._labels.prepare(cancel=cancel)

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:
        """Return the nearest label of each memo."""
        found = self._labels.embed(texts, cancel=cancel)
        return [
            RawAnswer(
                text=ranking[0].label,
                ranking=ranking,
                how=_HOW,
                latency_ms=found.latency_ms,
                spent=self._labels.bill(found.usage.share(place, of=len(texts))),
            )
            for place, ranking in enumerate(self._labels.nearest(found.vectors))
        ]


MEMO_EMBEDDING = PredictorKind(
    description=PredictorDescription(
        name="memo-embedding",
        title=later("Nearest to the memo"),
        summary=later("Embeds the memo and takes the label whose vector is nearest."),
        needs=(Need.EMBEDDINGS,),
        options=(LABEL_TEXT_OPTION, TOP_OPTION),
        ranks=True,
    ),
    make=MemoEmbeddingPredictor,
)
