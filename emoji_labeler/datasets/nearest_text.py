"""Finding, for some new texts, the text that each is nearly the same as."""

from collections.abc import Sequence

from emoji_labeler.datasets.near_duplicates import THRESHOLD, near_duplicate_clusters, similarity
from emoji_labeler.domain.record import record
from emoji_labeler.domain.text import normalise, words_alone


@record
class NearText:
    """A text, and how similar it is (Jaccard, 0 to 1)."""

    text: str
    similarity: float


def nearest_texts(new: Sequence[str], *, among: Sequence[str]) -> list[NearText | None]:
    """Return for each new text the nearest of ``among`` and of the new texts before it.

    None stands for a text that is nearly the same as no other.
    """
    texts = [*among, *new]
    members: dict[int, list[int]] = {}
    found: list[NearText | None] = []
    for place, cluster in enumerate(near_duplicate_clusters(texts)):
        earlier = members.setdefault(cluster, [])
        if place >= len(among):
            found.append(_nearest(texts[place], [texts[one] for one in earlier]))
        earlier.append(place)
    return found


def _nearest(text: str, others: Sequence[str]) -> NearText | None:
    mine = words_alone(text) or normalise(text)
    near = (
        NearText(text=other, similarity=similarity(mine, words_alone(other) or normalise(other)))
        for other in others
    )
    best = max(near, key=lambda one: one.similarity, default=None)
    return best if best is not None and best.similarity >= THRESHOLD else None
