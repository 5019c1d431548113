"""The text classifier as a model that answers on the wire."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from emoji_labeler.local_model import english
from emoji_labeler.local_model.lexicon import ENGLISH, JAPANESE, folded
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_server.text_embedding import TextEmbedding


class TextClassifier:
    """A local model that is only read, so that several threads may ask it at once."""

    def __init__(self, model: LocalModel) -> None:
        self._model = model
        self._embedding = TextEmbedding(model)
        self._places = {label: place for place, label in enumerate(model.labels)}

    def ranked(self, memo: str, *, count: int) -> list[tuple[str, float]]:
        """Return the likeliest labels with their probabilities."""
        return self._model.ranked([memo], count=count)[0]

    def shares(self, memo: str, *, among: Sequence[str]) -> list[float]:
        """Return the share of each answer.

        A label has its probability. Any other answer is read like a memo, and has the probability
        that it and the memo would get the same label.
        """
        texts = [memo, *(answer for answer in among if answer not in self._places)]
        probabilities = self._model.probabilities(texts)
        same = iter((probabilities[1:] @ probabilities[0]).tolist())
        shares = np.array(
            [
                float(probabilities[0, self._places[answer]])
                if answer in self._places
                else next(same)
                for answer in among
            ]
        )
        total = float(shares.sum())
        if total <= 0:
            return [1 / len(among)] * len(among)
        return [float(share) for share in shares / total]

    def keyword(self, memo: str) -> str:
        """Return the known word that speaks loudest for the likeliest label.

        Where no word is known, it is the name of that label.
        """
        best = self._places[self.ranked(memo, count=1)[0][0]]
        lexicon = self._model.prior.lexicon
        loudest, term = 0.0, ""
        for found in self._model.prior.read(memo).terms:
            labels, weights = lexicon.votes(found.row)
            loudness = found.weight * float(weights[labels == best].sum())
            if loudness > loudest:
                loudest, term = loudness, found.term
        if not term:
            return self._model.labels[best].replace("-", " ")
        return _as_written(term, memo=memo)

    def embeddings(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, as ``TextEmbedding`` describes them."""
        return self._embedding.vectors(texts)


def _as_written(term: str, *, memo: str) -> str:
    """Return the words of a memo whose stems a term is."""
    if term.startswith(JAPANESE):
        return term.removeprefix(JAPANESE)
    words = english.tokens(folded(memo))
    stems = term.removeprefix(ENGLISH).split(" ")
    size = len(stems)
    for at in range(len(words) - size + 1):
        if [english.stem(word) for word in words[at : at + size]] == stems:
            return " ".join(words[at : at + size])
    return " ".join(stems)
