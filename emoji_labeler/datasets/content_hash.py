"""The SHA-256 that stands for everything in a snapshot that an export can hold.

The canonical form is described in docs/formats.md; a change of it would change every hash.
"""

import json
from collections.abc import Iterable, Sequence

from emoji_labeler.domain.snapshot import SnapshotRow

_FORM = "emoji-labeler snapshot 1"


def content_hash(prompts: Sequence[str], rows: Iterable[SnapshotRow]) -> str:
    """Return 64 hexadecimal digits; ``rows`` are in the order of the snapshot."""
    import hashlib

    digest = hashlib.sha256(_line([_FORM, *prompts]))
    for row in rows:
        digest.update(_line(row))
    return digest.hexdigest()


def _line(values: Sequence[object]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
