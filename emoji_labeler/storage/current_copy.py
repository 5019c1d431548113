"""A passing copy of a project file, brought up to date while the file itself stays as it is."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from emoji_labeler.storage.connection import connect
from emoji_labeler.storage.project import ProjectStore


@contextmanager
def current_copy(path: Path) -> Iterator[Path]:
    """Give a copy of a project file; raises ProjectError where it is none."""
    if not path.is_file():
        ProjectStore.open(path)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        with closing(connect(path)) as theirs, closing(connect(copy)) as ours:
            theirs.backup(ours)
        ProjectStore.open(copy).close()
        yield copy
