"""The vectors of all labels of a pack, and what tells them apart."""

from typing import Protocol

from emoji_labeler.domain.record import record


@record
class LabelEmbeddingKey:
    """Which vectors they are: by which model of which provider, for which words of which pack.

    ``texts_hash`` is SHA-256 in hexadecimal digits over the texts, in the order of the labels.
    """

    provider: str
    model: str
    pack_id: str
    pack_version: str
    texts_hash: str


class LabelEmbeddings(Protocol):
    """A place where vectors are kept as 32-bit floats, little-endian, one row a label."""

    def get(self, key: LabelEmbeddingKey) -> bytes | None:
        """Return the vectors that were kept, or None."""
        ...

    def keep(self, key: LabelEmbeddingKey, vectors: bytes, *, labels: int) -> None:
        """Keep the vectors of ``labels`` labels in place of those there were."""
        ...
