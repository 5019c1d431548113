"""What every export needs around its rows: hashes, manifests, and the project left alone."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from emoji_labeler.domain.errors import OutputError
from emoji_labeler.exporters.exporter import Writable
from emoji_labeler.storage.project import ProjectStore
from emoji_labeler.wording import tr


class HashedFile:
    """A file to write in that knows the SHA-256 of what was written."""

    def __init__(self, file: Writable) -> None:
        import hashlib

        self._file = file
        self._sha256 = hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Write and take into account."""
        self._sha256.update(data)
        self._file.write(data)

    @property
    def hexdigest(self) -> str:
        """The SHA-256 so far."""
        return self._sha256.hexdigest()


def sha256_of(text: str) -> str:
    """Return the SHA-256 of the text's UTF-8 bytes, in hexadecimal digits."""
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def by_use(labels: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return labels with their counts, most used first, then by name."""
    return tuple(sorted(labels.items(), key=lambda pair: (-pair[1], pair[0])))


def manifest_path_of(output: Path) -> Path:
    """Return where the manifest of a written file lies."""
    return output.with_name(f"{output.name}.manifest.json")


def manifest_bytes(described: Mapping[str, object]) -> bytes:
    """Return a manifest as it is written."""
    return (json.dumps(described, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def check_not_the_project(project: ProjectStore, paths: Iterable[Path], *, what: str) -> None:
    """Raise OutputError where a path is the project file or one that belongs to it."""
    own = project.path.resolve()
    taken = {own, *(own.with_name(own.name + ending) for ending in ("-wal", "-shm", "-journal"))}
    if any(path.resolve() in taken for path in paths):
        raise OutputError(
            what,
            why=tr("It is the project file itself."),
            remedy=tr("Choose another name."),
        )
