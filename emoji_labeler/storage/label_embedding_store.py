"""The vectors of all labels, so that a pack is embedded once for each model."""

import sqlite3
from dataclasses import astuple

from emoji_labeler.domain.clock import utc_now
from emoji_labeler.domain.label_embedding import LabelEmbeddingKey
from emoji_labeler.storage.connection import outside_errors
from emoji_labeler.wording import tr


class LabelEmbeddingStore:
    """Vectors as bytes: 32-bit floats, little-endian, one row a label."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: LabelEmbeddingKey) -> bytes | None:
        """Return the vectors that were kept, or None."""
        row = self._connection.execute(
            "select vectors from label_embeddings where provider = ? and model = ?"
            " and pack_id = ? and pack_version = ? and texts_hash = ?",
            astuple(key),
        ).fetchone()
        return bytes(row[0]) if row else None

    def keep(self, key: LabelEmbeddingKey, vectors: bytes, *, labels: int) -> None:
        """Keep the vectors of ``labels`` labels in place of those there were."""
        with outside_errors(tr("The vectors of the labels were not kept.")):
            self._connection.execute(
                "insert or replace into label_embeddings values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*astuple(key), labels, len(vectors) // (4 * labels), vectors, utc_now()),
            )
