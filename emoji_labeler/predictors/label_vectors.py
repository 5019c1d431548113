"""The labels of a pack as vectors, and which of them are nearest to a text."""

import hashlib
import json
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from emoji_labeler.domain.chat import Embeddings, TokenUsage
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.domain.label_embedding import LabelEmbeddingKey
from emoji_labeler.domain.prediction import RankedLabel
from emoji_labeler.domain.predictor import PredictorOption
from emoji_labeler.predictors.predictor import Bench, Spent
from emoji_labeler.providers.attempts import Cancel, never
from emoji_labeler.wording import later

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 256
_MOST_KEYWORDS = 8
_SMALLEST = 1e-12

LABEL_TEXT_OPTION = PredictorOption(
    name="label_text",
    title=later("What stands for a label"),
    default="words",
    choices=("name", "words"),
)
TOP_OPTION = PredictorOption(
    name="top", title=later("Labels in the ranking"), default=10, least=1, most=100
)


class LabelVectors:
    """Embeds every label once, finds the nearest ones by cosine.

    What the labels cost is told by the first ``bill`` and by no other.
    """

    def __init__(self, bench: Bench, *, model: str) -> None:
        self._bench = bench
        self._model = model
        self._labels = bench.pack.labels
        self._matrix: NDArray[np.float32] | None = None
        self._bill: tuple[Spent, ...] = ()
        self._lock = Lock()

    def prepare(self, *, cancel: Cancel = never) -> None:
        """Fetch the vectors of the labels, from where they are kept or from the provider."""
        import numpy as np

        texts = [_text_of(one, self._bench.text("label_text")) for one in self._bench.pack.emoji]
        key = self._key(texts)
        kept = self._bench.vectors.get(key)
        if kept is None:
            matrix = self._embedded(texts, cancel=cancel)
            kept = matrix.astype("<f4").tobytes()
            self._bench.vectors.keep(key, kept, labels=len(texts))
        rows = np.frombuffer(kept, "<f4").reshape(len(texts), -1).astype(np.float32)
        self._matrix = _in_unit_length(rows)

    def nearest(self, vectors: Sequence[Sequence[float]]) -> list[tuple[RankedLabel, ...]]:
        """Return the labels nearest to each vector, the nearest first, with their cosines."""
        import numpy as np

        if self._matrix is None:
            raise RuntimeError("prepare() comes first")
        cosines = _in_unit_length(np.array(vectors, np.float32)) @ self._matrix.T
        best = np.argsort(-cosines, axis=1, kind="stable")[:, : self._bench.whole("top")]
        return [
            tuple(RankedLabel(self._labels[place], float(row[place])) for place in places)
            for places, row in zip(best.tolist(), cosines, strict=True)
        ]

    def embed(self, texts: Sequence[str], *, cancel: Cancel = never) -> Embeddings:
        """Return the vectors of some texts."""
        return self._bench.asked.embeddings(self._model, texts, cancel=cancel)

    def bill(self, usage: TokenUsage) -> tuple[Spent, ...]:
        """Return what was spent: ``usage``, and what is not told yet."""
        with self._lock:
            untold, self._bill = self._bill, ()
        return (*untold, Spent(self._model, usage))

    def _embedded(self, texts: Sequence[str], *, cancel: Cancel) -> "NDArray[Any]":
        import numpy as np

        rows: list[Any] = []
        for start in range(0, len(texts), _AT_ONCE):
            found = self.embed(texts[start : start + _AT_ONCE], cancel=cancel)
            self._bill += (Spent(self._model, found.usage),)
            rows.extend(found.vectors)
        return np.array(rows, np.float32)

    def _key(self, texts: Sequence[str]) -> LabelEmbeddingKey:
        profile = self._bench.asked.profile
        said = json.dumps([self._labels, texts], ensure_ascii=False)
        return LabelEmbeddingKey(
            provider=profile.id,
            model=self._model,
            pack_id=self._bench.pack.id,
            pack_version=self._bench.pack.version,
            texts_hash=hashlib.sha256(said.encode()).hexdigest(),
        )


def _text_of(emoji: Emoji, form: str) -> str:
    if form == "name":
        return emoji.name
    keywords = (*emoji.keywords_en[:_MOST_KEYWORDS], *emoji.keywords_ja[:_MOST_KEYWORDS])
    return ", ".join(filter(None, dict.fromkeys((emoji.name, emoji.name_ja, *keywords))))


def _in_unit_length(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, _SMALLEST), np.float32)
