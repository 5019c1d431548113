"""The local model in this process, without a server."""

from collections.abc import Sequence
from threading import Lock

from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import SNAPSHOT, PredictorDescription, PredictorOption
from emoji_labeler.predictors.label_vectors import TOP_OPTION
from emoji_labeler.predictors.predictor import (
    Bench,
    PredictorKind,
    Prompts,
    RawAnswer,
    local_version,
)
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later

_HOW = "likeliest by the local model"


class LocalPredictor:
    """Ranks the labels of many memos at once; a second thread would only wait for the first."""

    at_once = 64

    def __init__(self, bench: Bench, _prompts: Prompts) -> None:
        self._bench = bench
        self._lock = Lock()

    def prepare(self, *, cancel: Cancel = never) -> None:  # noqa: ARG002 - it cannot be stopped.
        """Build the model, and teach it the snapshot where one is named."""
        _ = self._bench.local_model

    def answer(self, texts: Sequence[str], *, cancel: Cancel = never) -> list[RawAnswer]:  # noqa: ARG002 - as above.
        """Return the likeliest label of each memo."""
        with self._lock:
            ranked = self._bench.local_model.ranked(texts, count=self._bench.whole("top"))
        return [
            RawAnswer(text=ranking[0][0], ranking=tuple(map(RankedLabel._make, ranking)), how=_HOW)
            for ranking in ranked
        ]


LOCAL = PredictorKind(
    description=PredictorDescription(
        name="local",
        title=later("Local model"),
        summary=later("Asks the text classifier of this machine, without a server."),
        options=(
            PredictorOption(name=SNAPSHOT, title=later("Learn from the snapshot"), default=""),
            TOP_OPTION,
        ),
        ranks=True,
    ),
    make=LocalPredictor,
    version=local_version,
)
